#include "nmf/model/parse_model_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "nmf/core/error.h"
#include "nmf/model/json_text.h"
#include "nmf/model/model_file.h"
#include "nmf/model/model_json.h"
#include "tests/model/tiny_model.h"
#include "tests/support/temporary_directory.h"

namespace {

using namespace nmf::test;
using Json = nlohmann::ordered_json;

const std::string kDo = "; restore the model directory or fit again";

Json tiny_json() {
  Json json = nmf::model_json(tiny_factorization(), tiny_tfidf(), tiny_config(), tiny_record());
  for (const std::string& name : nmf::model_files())
    if (name != "model.json") json["files"][name] = "hash of " + name;
  return json;
}

nmf::ModelJson parse(const Json& json) { return nmf::parse_model_json(nmf::json_text(json), "m"); }

std::string error_of(const std::function<void(Json&)>& change) {
  Json json = tiny_json();
  change(json);
  return message_of<nmf::ModelError>([&] { parse(json); });
}

TEST(ParseModelJson, GivesBackWhatWasWritten) {
  const nmf::ModelJson model = parse(tiny_json());
  EXPECT_EQ(Json::parse(model.config), tiny_config());
  EXPECT_EQ(model.device, "cpu");
  EXPECT_EQ(model.corpus_path, "/data/corpus");
  EXPECT_EQ(model.corpus_sha256, "c0ffee");
  EXPECT_THAT(model.stop_words, testing::ElementsAre("and", "the"));
  EXPECT_THAT(model.X, testing::ElementsAre(2, 3));
  EXPECT_THAT(model.W, testing::ElementsAre(2, 2));
  EXPECT_THAT(model.H, testing::ElementsAre(2, 3));
  EXPECT_EQ(model.fit.n_iter, 1);
  EXPECT_EQ(model.fit.seed, 0);
  EXPECT_EQ(model.fit.engine, "gram");
  EXPECT_EQ(model.fit.init, "normal");
  EXPECT_EQ(model.fit.stop_reason, "max_iter");
  EXPECT_EQ(model.fit.loss, 1.5);
  EXPECT_EQ(model.fit.residual, 1.25);
  EXPECT_EQ(model.fit.penalty, 0.25);
  EXPECT_EQ(model.fit.kkt_residual, std::nullopt);
  EXPECT_EQ(model.files.at("history.csv"), "hash of history.csv");
  EXPECT_EQ(model.files.size(), nmf::model_files().size() - 2);
}

TEST(ParseModelJson, LeavesAsideWhatALaterVersionMayAdd) {
  Json json = tiny_json();
  json["extra"] = {{"a", {1, 2}}};
  json["files"]["extra.csv"] = "hash";
  json["kkt_residual"] = 0.5;
  EXPECT_EQ(parse(json).fit.kkt_residual, 0.5);
  EXPECT_EQ(parse(json).files.count("extra.csv"), 0);
}

TEST(ParseModelJson, TakesModelsThatDoNotRecordTheNormOfX) {
  Json json = tiny_json();
  EXPECT_TRUE(parse(json).fit.X_norm);
  json.erase("X_norm");
  EXPECT_EQ(parse(json).fit.X_norm, std::nullopt);
  EXPECT_EQ(error_of([](Json& other) { other["X_norm"] = "x"; }),
            "m: X_norm: expected a number" + kDo);
}

TEST(ParseModelJson, ANewerVersionIsRefusedByItsNumber) {
  EXPECT_THAT(
      error_of([](Json& json) { json["format_version"] = 2; }),
      testing::StartsWith("m: format_version: got 2, expected at most 1, the newest that nmf "));
  // Whatever else has changed with it.
  EXPECT_THAT(
      message_of<nmf::ModelError>([] { nmf::parse_model_json(R"({"format_version": 7})", "m"); }),
      testing::HasSubstr("got 7, expected at most 1"));
  for (const Json& version : {Json(0), Json(-1), Json(1.0), Json("1"), Json(nullptr)}) {
    EXPECT_THAT(error_of([&](Json& json) { json["format_version"] = version; }),
                testing::StartsWith("m: has no format_version"));
  }
}

TEST(ParseModelJson, NamesAMemberThatIsMissing) {
  for (const char* name : {"config", "device", "corpus_path", "corpus_sha256", "stop_words",
                           "shapes", "engine", "init", "seed", "n_iter", "stop_reason", "loss",
                           "residual", "penalty", "kkt_residual", "files"}) {
    EXPECT_EQ(error_of([&](Json& json) { json.erase(name); }),
              std::string("m: ") + name + " is missing" + kDo);
  }
  EXPECT_EQ(error_of([](Json& json) { json["files"].erase("topics.txt"); }),
            "m: files.topics.txt is missing" + kDo);
  EXPECT_EQ(error_of([](Json& json) { json["shapes"].erase("X"); }),
            "m: shapes.X is missing" + kDo);
}

TEST(ParseModelJson, NamesAMemberOfAnotherType) {
  const auto with = [](const char* name, const Json& value) {
    return error_of([&](Json& json) { json[name] = value; });
  };
  EXPECT_EQ(with("config", 1), "m: config: expected an object" + kDo);
  EXPECT_EQ(with("device", nullptr), "m: device: expected text" + kDo);
  EXPECT_EQ(with("stop_words", "the"), "m: stop_words: expected a list of texts" + kDo);
  EXPECT_EQ(with("stop_words", {1}), "m: stop_words: expected a list of texts" + kDo);
  EXPECT_EQ(with("n_iter", -1), "m: n_iter: expected an integer >= 0" + kDo);
  EXPECT_EQ(with("n_iter", UINT64_MAX), "m: n_iter: expected an integer below 2^63" + kDo);
  EXPECT_EQ(with("seed", 1.5), "m: seed: expected an integer >= 0" + kDo);
  EXPECT_EQ(with("loss", nullptr), "m: loss: expected a number" + kDo);
  EXPECT_EQ(with("kkt_residual", "x"), "m: kkt_residual: expected a number" + kDo);
  for (const Json& shape : {Json(1), Json::array({1}), Json({1, 2, 3}), Json({-1, 2}),
                            Json({1.5, 2}), Json({UINT64_MAX, 2})}) {
    EXPECT_EQ(error_of([&](Json& json) { json["shapes"]["H"] = shape; }),
              "m: shapes.H: expected two integers" + kDo);
  }
}

TEST(ParseModelJson, RefusesWhatIsNoJson) {
  const auto error = [](const std::string& text) {
    return message_of<nmf::ModelError>([&] { nmf::parse_model_json(text, "m"); });
  };
  for (const char* text : {"", "{", "hello", "{\"format_version\": 1e999}"})
    EXPECT_EQ(error(text), "m: is no valid JSON: changed or cut short since it was written" + kDo);
  EXPECT_EQ(error("[]"), "m: is no JSON object" + kDo);
  EXPECT_EQ(error(std::string(100000, '[')), "m: nested more than 16 deep" + kDo);
}

}  // namespace
