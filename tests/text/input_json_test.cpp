#include "nmf/text/input_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace nmf {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

InputReport sample() {
  InputReport report;
  report.documents.documents = 9;
  report.documents.bytes = 3'000'000;
  report.documents.empty = 1;
  report.documents.only_stop_words = 2;
  report.documents.duplicates = 3;
  report.documents.damaged = 3;
  report.documents.damaged_at = {"f:1", "f:4"};
  report.vocabulary = {100, 20, 5, 15, 60};
  report.warnings = {"mind this"};
  return report;
}

TEST(InputJson, HasEveryNumber) {
  const auto json = nlohmann::json::parse(input_json(sample(), {"/data/f.txt", "lines", 0.5}));
  EXPECT_EQ(json["path"], "/data/f.txt");
  EXPECT_EQ(json["format"], "lines");
  EXPECT_EQ(json["documents"]["read"], 9);
  EXPECT_EQ(json["documents"]["empty"]["count"], 1);
  EXPECT_EQ(json["documents"]["only_stop_words"]["count"], 2);
  EXPECT_EQ(json["documents"]["duplicates"]["count"], 3);
  EXPECT_EQ(json["documents"]["undecodable"]["count"], 3);
  EXPECT_EQ(json["documents"]["undecodable"]["first"], nlohmann::json({"f:1", "f:4"}));
  EXPECT_EQ(json["vocabulary"]["found"], 100);
  EXPECT_EQ(json["vocabulary"]["below_min_df"], 20);
  EXPECT_EQ(json["vocabulary"]["above_max_df"], 5);
  EXPECT_EQ(json["vocabulary"]["beyond_max_features"], 15);
  EXPECT_EQ(json["vocabulary"]["kept"], 60);
  EXPECT_EQ(json["warnings"], nlohmann::json({"mind this"}));
  EXPECT_EQ(json["seconds"], 0.5);
  EXPECT_EQ(json["megabytes_per_second"], 6.0);
}

TEST(InputJson, AMatrixHasNoBytes) {
  InputReport report = sample();
  report.documents.has_text = false;
  const auto json = nlohmann::json::parse(input_json(report, {"/data/x.mtx", "mtx", 0.5}));
  EXPECT_EQ(json["documents"]["bytes"], nullptr);
  EXPECT_EQ(json["documents"]["longest_bytes"], nullptr);
  EXPECT_EQ(json["megabytes_per_second"], nullptr);
}

TEST(InputJson, APathThatIsNoTextIsNoFault) {
  EXPECT_NE(input_json({}, {"/data/\xFF", "lines", 0}).find("\xEF\xBF\xBD"), std::string::npos);
}

TEST(InputNotes, SayWhatIsWorthKnowing) {
  EXPECT_THAT(input_notes({}), IsEmpty());
  EXPECT_THAT(
      input_notes(sample()),
      ElementsAre("note: 100 terms found, 60 kept; left out: 20 below min_df, 5 above max_df, 15 "
                  "beyond max_features",
                  "note: 1 document has no token, 2 documents have only stop words, 3 documents "
                  "repeat an earlier one; all are kept",
                  "note: 3 documents had bytes that were not text, replaced or left out as "
                  "corpus.decode_error says: f:1, f:4, ...",
                  "warning: mind this"));
  InputReport one;
  one.vocabulary = {.found = 1, .above_max_df = 1};
  EXPECT_THAT(input_notes(one),
              ElementsAre("note: 1 term found, 0 kept; left out: 1 above max_df"));
}

}  // namespace
}  // namespace nmf
