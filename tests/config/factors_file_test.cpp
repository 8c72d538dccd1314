#include "nmf/config/factors_file.h"

#include <gtest/gtest.h>

#include <array>
#include <nlohmann/json.hpp>

#include "nmf/config/schema.h"
#include "nmf/core/safetensors.h"
#include "tests/config/support.h"

namespace nmf {
namespace {

using Shape = std::vector<std::int64_t>;
using config::components_of_factors;
using test::error_of;
using test::error_of_set;
using test::message_of;

class FactorsFile : public ::testing::Test {
 protected:
  FactorsFile() : path_((folder_ / "f.safetensors").string()) {}

  void write(const Shape& W, const Shape& H, TensorType type = TensorType::float32) const {
    const auto zeros = [type](const Shape& shape) {
      return [=](const ByteSink& sink) {
        std::int64_t size = type == TensorType::float32 ? 4 : 8;
        for (const std::int64_t n : shape) size *= n;
        const std::vector<std::byte> bytes(static_cast<std::size_t>(size));
        sink(bytes);
      };
    };
    write_safetensors(path_, {{"W", type, W, zeros(W)}, {"H", type, H, zeros(H)}});
  }
  std::string refusal() const {
    const std::string message = message_of<IoError>([&] { components_of_factors(path_); });
    return message.starts_with(path_ + ": ") ? message.substr(path_.size() + 2) : message;
  }

  const test::TemporaryDirectory folder_;
  const std::string path_;
};

TEST_F(FactorsFile, KnowsItsComponents) {
  write({5, 3}, {3, 7});
  EXPECT_EQ(components_of_factors(path_), 3);
  write({5, 3}, {3, 7}, TensorType::float64);
  EXPECT_EQ(components_of_factors(path_), 3);
}

TEST_F(FactorsFile, IsRefusedWhereItHoldsNoFactors) {
  EXPECT_EQ(refusal(), "no such file or folder");
  write({5, 3}, {4, 7});
  EXPECT_EQ(refusal(), "W is [5, 3] and H [4, 7], expected [D, K] and [K, V] with K >= 1");
  write({5, 0}, {0, 7});
  EXPECT_EQ(refusal(), "W is [5, 0] and H [0, 7], expected [D, K] and [K, V] with K >= 1");
  write({15}, {3, 7});
  EXPECT_EQ(refusal(), "W is F32 of shape [15], expected F32 or F64 of two dimensions");
  write({5, 3}, {3, 7}, TensorType::int64);
  EXPECT_EQ(refusal(), "W is I64 of shape [5, 3], expected F32 or F64 of two dimensions");
}

TEST_F(FactorsFile, SetsTheNumberOfComponents) {
  write({5, 3}, {3, 7});
  const std::string given = "factorization: {init: " + path_;
  const Config config = test::load_text(given + "}");
  EXPECT_EQ(config.factorization.n_components, 3);
  EXPECT_EQ(config.factorization.init, Init::file);
  EXPECT_EQ(config.factorization.init_file, path_);
  EXPECT_EQ(to_json(config)["factorization"]["init"], path_);
  EXPECT_EQ(error_of(given + ", n_components: 3}"), "");
  EXPECT_EQ(error_of(given + ", n_components: 20}"),
            "a.yaml:1:" + std::to_string(given.size() + 3) +
                ": factorization.n_components: got 20, " + path_ +
                " (factorization.init) has 3; leave it out");
  EXPECT_EQ(error_of_set({{"factorization.init", path_}, {"factorization.n_components", "4"}}),
            "--set factorization.n_components=4: got 4, " + path_ +
                " (factorization.init) has 3; leave it out");
}

TEST_F(FactorsFile, IsFoundFromTheFolderOfTheConfiguration) {
  write({5, 3}, {3, 7});
  test::write_file(folder_ / "a.yaml",
                   "corpus: {path: a.txt}\nfactorization: {init: f.safetensors}");
  const Config config = load_config((folder_ / "a.yaml").string(), {}, Purpose::fit);
  EXPECT_EQ(config.factorization.init_file, path_);
  EXPECT_EQ(config.factorization.n_components, 3);
  EXPECT_NE(to_yaml(config).find("init: " + path_), std::string::npos);
}

TEST_F(FactorsFile, AMistypedNameIsSaidToBeNone) {
  EXPECT_EQ(error_of_set({{"factorization.init", "nndsdv"}}),
            "--set factorization.init=nndsdv: got nndsdv, expected auto, normal, random, nndsvd, "
            "nndsvda, nndsvdar or the path of a safetensors file with W and H; nndsdv: no such "
            "file or folder");
  EXPECT_EQ(error_of_set({{"corpus.path", "a.txt"}, {"factorization.init", "nndsdv"}},
                         Purpose::vectorize),
            "");
}

TEST_F(FactorsFile, LeavesNothingToChance) {
  write({5, 3}, {3, 7});
  const std::string given = "factorization: {init: " + path_ + ", ";
  const std::string why =
      "has no meaning with a file of factors (factorization.init), nothing about which is random; "
      "leave it out";
  EXPECT_NE(error_of(given + "seed: 1}").find("factorization.seed: " + why), std::string::npos);
  EXPECT_NE(error_of(given + "n_init: 2}").find("factorization.n_init: " + why), std::string::npos);
  EXPECT_EQ(error_of(given + "n_init: 1}"), "");
  EXPECT_NE(error_of(given + "init_std: 0.1}")
                .find("has no meaning with factorization.init " + path_ + ", only with normal"),
            std::string::npos);
}

}  // namespace
}  // namespace nmf
