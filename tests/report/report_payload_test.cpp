#include "nmf/report/report_payload.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "nmf/report/topic_distances.h"
#include "tests/report/small_model.h"

namespace {

using nlohmann::ordered_json;

ordered_json payload(const nmf::Model& model, const nmf::ReportExtras& extras = {}) {
  return nmf::report_payload(model, extras, 1);
}

TEST(ReportPayload, HasTheSizesAndTheResult) {
  const ordered_json json = payload(nmf::test::small_model());
  EXPECT_EQ(json["shapes"],
            (ordered_json{{"documents", 3}, {"terms", 3}, {"topics", 2}, {"stored", 3}}));
  EXPECT_EQ(json["fit"], (ordered_json{{"solver", "hals"},
                                       {"n_iter", 3},
                                       {"stop_reason", "tol"},
                                       {"loss", 2.5},
                                       {"residual", 1.25},
                                       {"norm", 5.0},
                                       {"kkt_residual", nullptr}}));
  EXPECT_TRUE(json["select"].is_null());
  EXPECT_TRUE(json["labels"].empty());
}

TEST(ReportPayload, HasTopicsByFallingShare) {
  // Masses 4 and 2, column sums of W 2 and 3: shares 8 : 6.
  const ordered_json topics = payload(nmf::test::small_model())["topics"];
  ASSERT_EQ(topics.size(), 2);
  EXPECT_EQ(topics[0]["topic"], 0);
  EXPECT_EQ(topics[0]["share"], 0.571429);
  EXPECT_EQ(topics[1]["share"], 0.428571);
  EXPECT_EQ(topics[0]["documents"], 1);
  EXPECT_TRUE(topics[0]["name"].is_null());
}

TEST(ReportPayload, TheLargerShareComesFirstWhateverItsNumber) {
  const ordered_json json = payload(nmf::test::model_of({{1, 5}}, {{1, 0}, {0, 1}}));
  EXPECT_EQ(json["topics"][0]["topic"], 1);
  EXPECT_EQ(json["topics"][1]["topic"], 0);
}

TEST(ReportPayload, HasProbabilitiesOfTheTerms) {
  const ordered_json json = payload(nmf::test::small_model());
  // Of each term: its number in the list, P(term | topic), P(topic | term).
  // P(t0) = 4/7 3/4, P(t1) = 4/7 1/4 + 3/7 1/2, P(t2) = 3/7 1/2 in the model.
  EXPECT_EQ(json["terms"], (ordered_json{"t0", "t1", "t2"}));
  EXPECT_EQ(json["frequency"], (ordered_json{0.333333, 0.333333, 0.333333}));
  EXPECT_EQ(json["topics"][0]["terms"], (ordered_json{{0, 0.75, 1.0}, {1, 0.25, 0.4}}));
  EXPECT_EQ(json["topics"][1]["terms"], (ordered_json{{1, 0.5, 0.6}, {2, 0.5, 1.0}}));
}

TEST(ReportPayload, HasTheMapOfTheTopics) {
  const nmf::Model model = nmf::test::small_model();
  const ordered_json json = payload(model);
  const double distance =
      nmf::topic_distances(std::vector<double>{0.75, 0.25, 0, 0, 0.5, 0.5}, 2, nmf::Threads(1))[1];
  EXPECT_EQ(json["topics"][0]["nearest"].size(), 1);
  EXPECT_EQ(json["topics"][0]["nearest"][0][0], 1);
  EXPECT_NEAR(json["topics"][0]["nearest"][0][1].get<double>(), distance, 5e-4);
  const double x0 = json["topics"][0]["x"], x1 = json["topics"][1]["x"];
  EXPECT_NEAR(std::abs(x0 - x1), distance, 1e-3);
  EXPECT_EQ(json["map"]["kept"], 1.0);
}

TEST(ReportPayload, HasTypicalDocumentsWithTheirExcerpts) {
  nmf::Model model = nmf::test::small_model();
  model.documents[1].label = "x";
  const ordered_json topics = payload(model, {.excerpts = {{1, "Once upon"}}})["topics"];
  const ordered_json first = {{"id", "d0"}, {"label", ""}, {"share", 1.0}, {"excerpt", nullptr}};
  EXPECT_EQ(topics[0]["typical"][0], first);
  const ordered_json second = {
      {"id", "d1"}, {"label", "x"}, {"share", 0.6}, {"excerpt", "Once upon"}};
  EXPECT_EQ(topics[1]["typical"], ordered_json::array({second}));
  EXPECT_EQ(nmf::report_documents(model), (std::vector<std::int64_t>{0, 1}));
}

TEST(ReportPayload, HasLabelsWithSharesInTheOrderOfTheTopics) {
  nmf::Model model = nmf::test::model_of({{1, 3}, {1, 0}, {0, 1}}, {{1, 0}, {0, 1}});
  model.documents[0].label = model.documents[1].label = "a";
  const ordered_json json = payload(model);
  EXPECT_EQ(json["topics"][0]["topic"], 1);
  EXPECT_EQ(json["labels"],
            ordered_json::array({{{"label", "a"}, {"documents", 2}, {"shares", {0.6, 0.4}}}}));
  EXPECT_EQ(json["labels_left_out"], 0);
}

TEST(ReportPayload, HasNamesCurvesInputAndSettings) {
  nmf::ReportExtras extras{.names = {"", "moon"}, .input = {{"documents.read", "3"}}};
  extras.history.loss = {{0, 9.5}, {1, 2.5}};
  extras.history.residual = {{0, 3}, {1, 1.25}};
  const ordered_json json = payload(nmf::test::small_model(), extras);
  EXPECT_TRUE(json["topics"][0]["name"].is_null());
  EXPECT_EQ(json["topics"][1]["name"], "moon");
  EXPECT_EQ(json["history"]["loss"], (ordered_json{{0, 9.5}, {1, 2.5}}));
  EXPECT_TRUE(json["history"]["kkt_residual"].empty());
  EXPECT_EQ(json["input"], ordered_json::array({{"documents.read", "3"}}));
  EXPECT_EQ(json["settings"][0], (ordered_json{"factorization.solver", "hals"}));
  EXPECT_EQ(json["settings"][2], (ordered_json{"fit.device", "cpu"}));
}

TEST(ReportPayload, HasWhatSelectFound) {
  nmf::ReportExtras extras;
  extras.select = nmf::SelectCurves{.recommended = 5,
                                    .confidence = "high",
                                    .reasons = {"a"},
                                    .tried = {{.n_components = 5, .residual = 2.0}}};
  const ordered_json select = payload(nmf::test::small_model(), extras)["select"];
  EXPECT_EQ(select["recommended"], 5);
  EXPECT_EQ(select["tried"][0]["k"], 5);
  EXPECT_EQ(select["tried"][0]["residual"], 2.0);
  EXPECT_TRUE(select["tried"][0]["stability"].is_null());
}

TEST(ReportPayload, ATopicWithoutTermsIsNoError) {
  const ordered_json topics = payload(nmf::test::model_of({{1, 1}}, {{1, 1}, {0, -1}}))["topics"];
  EXPECT_EQ(topics[1]["share"], 0.0);
  EXPECT_TRUE(topics[1]["terms"].empty());
}

}  // namespace
