#include "nmf/model/model_json.h"

#include <gtest/gtest.h>
#include <torch/version.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "nmf/core/version.h"
#include "tests/model/tiny_model.h"

namespace {

using nmf::model_json;
using namespace nmf::test;

TEST(ModelJson, SaysEverythingInOrder) {
  nlohmann::ordered_json json =
      model_json(tiny_factorization(), tiny_tfidf(), tiny_config(), tiny_record());
  EXPECT_EQ(json["versions"]["nmf_version"], nmf::kVersion);
  EXPECT_EQ(json["versions"]["libtorch_version"], TORCH_VERSION);
  json.erase("versions");
  EXPECT_EQ(
      json.dump(),
      R"({"format_version":1,"config":{"factorization":{"seed":42}},"device":"cpu",)"
      R"("corpus_path":"/data/corpus","corpus_sha256":"c0ffee","stop_words":["and","the"],)"
      R"("shapes":{"X":[2,3],"W":[2,2],"H":[2,3]},"engine":"gram","init":"normal","seed":0,"n_iter":1,)"
      R"("stop_reason":"max_iter","loss":1.5,"residual":1.25,)"
      R"("X_norm":1.4142135623730951,"penalty":0.25,"kkt_residual":null,)"
      R"("negative_share":{"W":0.25,"H":0.16666666666666666}})");
}

TEST(ModelJson, NamesWhatTheFitChose) {
  nmf::Factorization factorization = tiny_factorization();
  factorization.engine = nmf::Engine::dense;
  factorization.stop_reason = nmf::StopReason::tol;
  factorization.seed = 7;
  factorization.final.kkt_residual = 0.125;
  const auto json = model_json(factorization, tiny_tfidf(), tiny_config(), tiny_record());
  EXPECT_EQ(json["engine"], "dense");
  EXPECT_EQ(json["seed"], 7);
  EXPECT_EQ(json["kkt_residual"], 0.125);
  EXPECT_EQ(json["stop_reason"], "tol");
}

TEST(ModelJson, NamesTheFileThatTheFitStartedFrom) {
  nmf::Factorization factorization = tiny_factorization();
  EXPECT_EQ(model_json(factorization, tiny_tfidf(), tiny_config(), tiny_record())["init"],
            "normal");
  factorization.init = nmf::Init::file;
  factorization.init_file = "/models/a/factors.safetensors";
  EXPECT_EQ(model_json(factorization, tiny_tfidf(), tiny_config(), tiny_record())["init"],
            "/models/a/factors.safetensors");
}

TEST(ModelJson, AChoiceThatWasNotMadeIsAFault) {
  nmf::Factorization factorization = tiny_factorization();
  factorization.engine = nmf::Engine::automatic;
  EXPECT_THROW(model_json(factorization, tiny_tfidf(), tiny_config(), tiny_record()),
               std::logic_error);
  factorization = tiny_factorization();
  factorization.init = nmf::Init::automatic;
  EXPECT_THROW(model_json(factorization, tiny_tfidf(), tiny_config(), tiny_record()),
               std::logic_error);
}

}  // namespace
