// Covers topic_for_eyes.cpp, term_listing.cpp.
#include "nmf/report/topic_listing.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "nmf/report/term_listing.h"
#include "nmf/text/display_width.h"

namespace {

nmf::TopicListing listing() {
  nmf::TopicListing all;
  all.topics = {{1,
                 0.75,
                 {{"gamma", 3}, {"be\x1Bta", 1}, {"alpha", 0}},
                 {{"gamma", 0.5}},
                 {{"gamma", 1.5}},
                 {{"gamma", -0.25}},
                 {{1, 2, 0.5}, {0, 1, 1}}},
                {0, 0.25, {{"a,b", 1}}, {}, {}, {}, {}}};
  all.names = {"", "spa\"ce"};
  all.documents = {{"id 0", ""}, {"g/1", "g"}};
  all.excerpts = {{1, "The beginning."}};
  all.labels = {{"g", 7, {0.004, 0.996}}, {"\xE6\x97\xA5", 1, {0, 0}}};
  return all;
}

TEST(TopicListing, ForEyes) {
  EXPECT_EQ(nmf::topics_for_eyes(listing(), 60),
            "1 75.00 %  spa\"ce\n"
            "    weight    gamma, be\\x1bta\n"
            "    frex      gamma\n"
            "    lift      gamma\n"
            "    relevance gamma\n"
            "    documents 2.000  g/1 (g)\n"
            "                     The beginning.\n"
            "              1.000  id 0\n"
            "0 25.00 %\n"
            "    weight    a,b\n"
            "\n"
            "label  documents  topics with 5 % of it or more\n"
            "g              7  1 100 %\n"
            "\xE6\x97\xA5             1\n");
}

TEST(TopicListing, FitsTheWidth) {
  nmf::TopicListing all = listing();
  all.names[1] = std::string(100, 'n');
  all.topics[0].terms.assign(30, {std::string(7, 't'), 1});
  all.topics[0].terms.push_back({std::string(200, 't'), 1});
  all.documents[1].id = std::string(100, 'i');
  all.excerpts[1] = std::string(200, 'x');
  all.labels[0].label = std::string(100, 'l');
  all.labels[0].shares.assign(30, 0.06);
  for (const std::size_t width : {40, 80, 200}) {
    std::istringstream lines(nmf::topics_for_eyes(all, width));
    for (std::string line; std::getline(lines, line);)
      EXPECT_LE(nmf::display_width(line), width) << line;
  }
}

TEST(TopicListing, ForPrograms) {
  EXPECT_EQ(
      nmf::topics_json(listing()).dump(),
      R"({"lambda":0.6,"topics":[{"topic":1,"name":"spa\"ce","share":0.75,)"
      R"("terms":[{"term":"gamma","weight":3.0},{"term":"be\u001bta","weight":1.0},)"
      R"({"term":"alpha","weight":0.0}],"frex":[{"term":"gamma","score":0.5}],)"
      R"("lift":[{"term":"gamma","score":1.5}],"relevance":[{"term":"gamma","score":-0.25}],)"
      R"("documents":[{"row":1,"id":"g/1","label":"g","weight":2.0,"share":0.5,"excerpt":"The beginning."},)"
      R"({"row":0,"id":"id 0","label":null,"weight":1.0,"share":1.0,"excerpt":null}]},)"
      R"({"topic":0,"name":null,"share":0.25,"terms":[{"term":"a,b","weight":1.0}],"frex":[],)"
      R"("lift":[],"relevance":[],"documents":[]}],)"
      R"("labels":[{"label":"g","documents":7,"shares":[0.004,0.996]},)"
      "{\"label\":\"\xE6\x97\xA5\",\"documents\":1,\"shares\":[0.0,0.0]}]}");
}

TEST(TopicListing, AsCsv) {
  EXPECT_EQ(nmf::topics_csv(listing()),
            "topic,name,share,order,rank,term,score\n"
            "1,\"spa\"\"ce\",0.75,weight,1,gamma,3\n"
            "1,\"spa\"\"ce\",0.75,weight,2,be\x1Bta,1\n"
            "1,\"spa\"\"ce\",0.75,weight,3,alpha,0\n"
            "1,\"spa\"\"ce\",0.75,frex,1,gamma,0.5\n"
            "1,\"spa\"\"ce\",0.75,lift,1,gamma,1.5\n"
            "1,\"spa\"\"ce\",0.75,relevance,1,gamma,-0.25\n"
            "0,,0.25,weight,1,\"a,b\",1\n");
}

nmf::TermListing term() {
  return {"nasa", {{1, 0.5, 0.0125, 0.9, 3}, {0, 0.25, 0.001, 0.1, 12}}, {"", "space"}};
}

TEST(TermListing, ForEyes) {
  EXPECT_EQ(nmf::term_for_eyes(term(), 80),
            "nasa\n"
            "topic   share  in topic    rank  name\n"
            "    1  90.0 %   1.250 %       3  space\n"
            "    0  10.0 %   0.100 %      12\n");
  EXPECT_EQ(nmf::term_for_eyes({"na\nsa", {}, {}}, 80), "na\\nsa: no topic has it\n");
}

TEST(TermListing, ForPrograms) {
  EXPECT_EQ(
      nmf::term_json(term()).dump(),
      R"({"term":"nasa","topics":[{"topic":1,"name":"space","share":0.9,"probability":0.0125,)"
      R"("weight":0.5,"rank":3},{"topic":0,"name":null,"share":0.1,"probability":0.001,)"
      R"("weight":0.25,"rank":12}]})");
  EXPECT_EQ(
      nmf::term_csv(term()),
      "topic,name,share,probability,weight,rank\n1,space,0.9,0.0125,0.5,3\n0,,0.1,0.001,0.25,12\n");
}

}  // namespace
