#include "nmf/report/select_curves.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "nmf/core/error.h"

namespace {

using nlohmann::ordered_json;

ordered_json candidate(int k, double error) {
  return {{"n_components", k},       {"residual", 10.0 - k},
          {"held_out_error", error}, {"held_out_standard_error", 0.01},
          {"stability", nullptr},    {"silhouette", nullptr},
          {"u_mass", -1.5},          {"diversity", 0.75},
          {"seconds", 2.0},          {"fits", ordered_json::array()}};
}

ordered_json select_json() {
  return {{"format_version", 1},
          {"corpus_sha256", "c0ffee"},
          {"recommendation",
           {{"n_components", 5}, {"confidence", "low"}, {"reasons", {"because", "and so"}}}},
          {"candidates", {candidate(10, 0.5), candidate(5, 0.25)}}};
}

TEST(SelectCurves, ReadsWhatSelectWrote) {
  const nmf::SelectCurves curves = nmf::select_curves(select_json().dump(), "select.json");
  EXPECT_EQ(curves.recommended, 5);
  EXPECT_EQ(curves.confidence, "low");
  EXPECT_EQ(curves.corpus_sha256, "c0ffee");
  EXPECT_THAT(curves.reasons, testing::ElementsAre("because", "and so"));
  ASSERT_EQ(curves.tried.size(), 2);
  EXPECT_EQ(curves.tried[0].n_components, 5);  // by rising K
  EXPECT_EQ(curves.tried[0].held_out_error, 0.25);
  EXPECT_EQ(curves.tried[1].residual, 0.0);
  EXPECT_EQ(curves.tried[0].stability, std::nullopt);
  EXPECT_EQ(curves.tried[0].u_mass, -1.5);
}

void expect_refused(const std::string& text, const std::string& message) {
  try {
    nmf::select_curves(text, "/s/select.json");
    ADD_FAILURE() << text;
  } catch (const nmf::IoError& error) {
    EXPECT_THAT(error.what(), testing::StartsWith("/s/select.json: " + message));
  }
}

TEST(SelectCurves, RefusesWhatSelectDidNotWrite) {
  const std::string foreign = "not a select.json of nmf select: ";
  expect_refused("", foreign);
  expect_refused("[1]", foreign);
  expect_refused("{}", foreign);
  ordered_json json = select_json();
  json["format_version"] = 2;
  expect_refused(json.dump(), "format_version 2 is newer than this nmf reads (1); update nmf");
  json = select_json();
  json["candidates"][1]["residual"] = "much";
  expect_refused(json.dump(), foreign);
  json["candidates"] = ordered_json::array();
  expect_refused(json.dump(), "no candidates");
}

}  // namespace
