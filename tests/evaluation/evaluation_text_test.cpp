#include "nmf/evaluation/evaluation_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace nmf {
namespace {

Evaluation example() {
  Evaluation all;
  all.topics = number_terms({{"cat", "dog"}, {"fox", "dog\t"}});
  all.listing = {1, 0};
  all.documents = 3;
  all.tokens = 7;
  all.coherence.u_mass = {-0.5, {-0.5, std::nullopt}};
  all.coherence.c_npmi = Score{0.25, {0.125, 0.375}};
  all.diversity = {0.75, {0.75, 0.75}};
  all.notes = {"a note"};
  return all;
}

TEST(EvaluationText, HasATopicALineAndTheMeans) {
  EXPECT_EQ(evaluation_text(example()),
            "topic    u_mass    c_npmi  diversity  terms\n"
            "    1         -    0.3750     0.7500  fox, dog\\t\n"
            "    0   -0.5000    0.1250     0.7500  cat, dog\n"
            " mean   -0.5000    0.2500     0.7500\n");
}

TEST(EvaluationText, OfAModelHasItsResidualToo) {
  Evaluation all = example();
  all.model = ModelScores{{0.5, {0.25, 0.75}}, 12.5, 0.0625};
  const std::string text = evaluation_text(all);
  EXPECT_THAT(text, testing::HasSubstr("    1         -    0.3750     0.7500       0.7500  fox"));
  EXPECT_THAT(text, testing::EndsWith("||X - W H|| = 12.5, explained share 0.0625\n"));
  all.model->explained = std::nullopt;
  EXPECT_THAT(evaluation_text(all), testing::EndsWith("||X - W H|| = 12.5\n"));
}

TEST(EvaluationText, OfProgramsNamesTheScores) {
  Evaluation all = example();
  EXPECT_EQ(evaluation_json(all).dump(),
            R"({"u_mass":{"mean":-0.5,"topics":[-0.5,null]},"c_v":null,"c_uci":null,)"
            R"("c_npmi":{"mean":0.25,"topics":[0.125,0.375]},)"
            R"("diversity":{"mean":0.75,"topics":[0.75,0.75]},"exclusivity":null,)"
            R"("residual":null,"explained":null,"top":10,"corpus":{"documents":3,"tokens":7},)"
            R"("topics":[{"topic":0,"terms":["cat","dog"]},{"topic":1,"terms":["fox","dog\t"]}],)"
            R"("notes":["a note"]})");
  all.model = ModelScores{{0.5, {0.25, 0.75}}, 12.5, 0.0625};
  const auto json = evaluation_json(all);
  EXPECT_EQ(json["exclusivity"]["mean"], 0.5);
  EXPECT_EQ(json["residual"], 12.5);
  EXPECT_EQ(json["explained"], 0.0625);
}

}  // namespace
}  // namespace nmf
