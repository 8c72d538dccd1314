#include <ATen/ops/zeros.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "nmf/core/sha256.h"
#include "nmf/model/model.h"
#include "nmf/model/model_file.h"
#include "tests/model/tiny_model.h"
#include "tests/support/cuda.h"
#include "tests/support/temporary_directory.h"

namespace {

using namespace nmf::test;

void save(const TemporaryDirectory& folder, const nmf::Factorization& factorization) {
  nmf::save_model(folder.path(), factorization, tiny_tfidf(), tiny_config(), tiny_record());
}

std::string bytes_of(const std::vector<float>& values) {
  return {reinterpret_cast<const char*>(values.data()), 4 * values.size()};
}

TEST(SaveModel, WritesExactlyItsFiles) {
  const TemporaryDirectory folder;
  save(folder, tiny_factorization());
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    names.push_back(entry.path().filename().string());
  }
  EXPECT_THAT(names, testing::UnorderedElementsAreArray(nmf::model_files()));
  EXPECT_EQ(read_file(folder / "vocabulary.txt"), "alpha\nbeta\ngamma\n");
  EXPECT_EQ(read_file(folder / "documents.tsv"), "row\tid\tlabel\n0\tg/1\tg\n1\tg/2\tg\n");
  EXPECT_EQ(read_file(folder / "history.csv"),
            "iteration,loss,residual,penalty,kkt_residual,seconds\n0,2.5,2,0.5,,0.125\n");
  // Shares: 1 * 1.5 and 2 * 4 of 9.5.
  EXPECT_EQ(read_file(folder / "topics.txt"),
            "1  84.21 %  beta, gamma, alpha\n0  15.79 %  alpha, gamma, beta\n");
  EXPECT_EQ(nlohmann::json::parse(read_file(folder / "topics.json"))["topics"][0]["topic"], 1);
}

TEST(SaveModel, FactorsLieRowByRow) {
  const TemporaryDirectory folder;
  save(folder, tiny_factorization());
  const std::string file = read_file(folder / "factors.safetensors");
  const std::size_t data = 8 + static_cast<unsigned char>(file[0]) +
                           256 * static_cast<std::size_t>(static_cast<unsigned char>(file[1]));
  const nlohmann::json header = nlohmann::json::parse(file.substr(8, data - 8));
  const auto content = [&](const char* name) {
    const std::size_t begin = header.at(name).at("data_offsets")[0];
    const std::size_t end = header.at(name).at("data_offsets")[1];
    return file.substr(data + begin, end - begin);
  };
  EXPECT_EQ(header["W"]["dtype"], "F32");
  EXPECT_EQ(header["W"]["shape"], nlohmann::json({2, 2}));
  EXPECT_EQ(content("W"), bytes_of({1, 0, -0.5F, 2}));
  EXPECT_EQ(header["H"]["shape"], nlohmann::json({2, 3}));
  EXPECT_EQ(content("H"), bytes_of({1, 0, 0.5F, -1, 4, 0}));
  EXPECT_EQ(header["idf"]["dtype"], "F64");
  EXPECT_EQ(content("idf").size(), 24);
  EXPECT_EQ(content("document_length"), std::string("\3\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0", 16));
  EXPECT_EQ(header["term_frequency"]["dtype"], "I64");
  EXPECT_EQ(header["document_frequency"]["shape"], nlohmann::json({3}));
}

TEST(SaveModel, FactorsKeepTheirDtype) {
  const TemporaryDirectory folder;
  nmf::Factorization factorization = tiny_factorization();
  factorization.W = factorization.W.detach().to(at::kDouble);
  factorization.H = factorization.H.detach().to(at::kDouble);
  save(folder, factorization);
  EXPECT_THAT(read_file(folder / "factors.safetensors"),
              testing::HasSubstr(R"("H":{"dtype":"F64","shape":[2,3])"));
}

TEST(SaveModel, ModelJsonCarriesTheHashesOfTheOthers) {
  const TemporaryDirectory folder;
  save(folder, tiny_factorization());
  const auto model = nlohmann::json::parse(read_file(folder / "model.json"));
  EXPECT_EQ(model["files"].size(), nmf::model_files().size() - 2);
  EXPECT_EQ(read_file(folder / "model.sha256"),
            nmf::sha256_of_file((folder / "model.json").string()) + "  model.json\n");
  for (const auto& [name, hash] : model["files"].items()) {
    EXPECT_EQ(hash, nmf::sha256_of_file((folder / name).string())) << name;
  }
}

TEST(SaveModel, TheSameInputsGiveTheSameBytes) {
  const TemporaryDirectory first;
  const TemporaryDirectory second;
  save(first, tiny_factorization());
  save(second, tiny_factorization());
  for (const std::string& name : nmf::model_files()) {
    EXPECT_EQ(read_file(first / name), read_file(second / name)) << name;
  }
}

TEST(SaveModel, FactorsOfAnotherCorpusAreAFault) {
  const TemporaryDirectory folder;
  nmf::Factorization factorization = tiny_factorization();
  factorization.W = at::zeros({3, 2});
  EXPECT_THROW(save(folder, factorization), std::invalid_argument);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(SaveModel, AMissingDirectoryIsAnError) {
  EXPECT_EQ(message_of<nmf::IoError>([] {
              nmf::save_model("/no/such", tiny_factorization(), tiny_tfidf(), tiny_config(),
                              tiny_record());
            }),
            "/no/such/factors.safetensors: can't create: No such file or directory");
}

TEST(SaveModel, FromADeviceTheSameBytes_CUDA) {
  NMF_REQUIRE_CUDA();
  const TemporaryDirectory cpu;
  const TemporaryDirectory cuda;
  save(cpu, tiny_factorization());
  nmf::Factorization factorization = tiny_factorization();
  factorization.W = factorization.W.detach().to("cuda").set_requires_grad(true);
  factorization.H = factorization.H.detach().to("cuda").set_requires_grad(true);
  save(cuda, factorization);
  for (const std::string& name : nmf::model_files()) {
    EXPECT_EQ(read_file(cpu / name), read_file(cuda / name)) << name;
  }
}

}  // namespace
