// Covers load_factors.cpp.
#include "nmf/model/load_model.h"

#include <ATen/ops/equal.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>

#include "nmf/core/error.h"
#include "nmf/core/sha256.h"
#include "nmf/model/json_text.h"
#include "nmf/model/model_file.h"
#include "tests/model/tiny_model.h"
#include "tests/support/temporary_directory.h"

namespace {

using namespace nmf::test;
using Json = nlohmann::ordered_json;

void save(const TemporaryDirectory& folder,
          const nmf::Factorization& factorization = tiny_factorization(),
          const nmf::Tfidf& tfidf = tiny_tfidf()) {
  nmf::save_model(folder.path(), factorization, tfidf, tiny_config(), tiny_record());
}

void write(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

/// The message of load_model, without the folder; empty if it loads.
std::string error_of(const TemporaryDirectory& folder) {
  std::string message = message_of<nmf::ModelError>([&] { nmf::load_model(folder.path()); });
  const std::string prefix = folder.path().string() + "/";
  if (const auto at = message.find(prefix); at != message.npos) message.erase(at, prefix.size());
  return message;
}

/// Rewrites model.json with the hashes that the files have now, as who forges a model would.
void forge(const TemporaryDirectory& folder, const std::function<void(Json&)>& change = {}) {
  Json json = Json::parse(read_file(folder / "model.json"));
  for (auto& [name, hash] : json["files"].items())
    hash = nmf::sha256_of_file((folder / name).string());
  if (change) change(json);
  write(folder / "model.json", nmf::json_text(json));
  write(folder / nmf::kModelSeal, nmf::model_seal(nmf::json_text(json)));
}

TEST(LoadModel, GivesBackWhatWasSaved) {
  const TemporaryDirectory folder;
  save(folder);
  const nmf::Model model = nmf::load_model(folder.path());
  const nmf::Factorization f = tiny_factorization();
  EXPECT_EQ(model.directory, folder.path());
  EXPECT_TRUE(at::equal(model.W, f.W));
  EXPECT_TRUE(at::equal(model.H, f.H));
  EXPECT_EQ(model.W.strides(), at::IntArrayRef({2, 1}));
  EXPECT_EQ(model.H.strides(), at::IntArrayRef({1, 2}));
  EXPECT_FALSE(model.W.requires_grad());
  EXPECT_EQ(model.vocabulary, tiny_tfidf().vocabulary);
  EXPECT_EQ(model.documents, tiny_tfidf().documents);
  EXPECT_EQ(model.idf, tiny_tfidf().idf);
  EXPECT_EQ(model.document_length, tiny_tfidf().document_length);
  EXPECT_EQ(model.term_frequency, tiny_tfidf().term_frequency);
  EXPECT_EQ(model.document_frequency, tiny_tfidf().document_frequency);
  EXPECT_EQ(model.stop_words, tiny_tfidf().stop_words);
  EXPECT_EQ(model.corpus_sha256, "c0ffee");
  EXPECT_EQ(model.record.corpus_path, "/data/corpus");
  EXPECT_EQ(model.record.device, "cpu");
  EXPECT_EQ(model.fit.residual, 1.25);
  EXPECT_EQ(Json::parse(model.config), tiny_config());
}

TEST(LoadModel, KeepsTheDtype) {
  const TemporaryDirectory folder;
  nmf::Factorization f = tiny_factorization();
  f.W = f.W.detach().to(at::kDouble).div(3);
  f.H = f.H.detach().to(at::kDouble).div(3);
  save(folder, f);
  const nmf::Model model = nmf::load_model(folder.path());
  EXPECT_EQ(model.W.scalar_type(), at::kDouble);
  EXPECT_TRUE(at::equal(model.W, f.W));
  EXPECT_TRUE(at::equal(model.H, f.H));
}

TEST(LoadModel, FilesThatAreNotTheModelsAreLeftAlone) {
  const TemporaryDirectory folder;
  save(folder);
  write(folder / "input.json", "whatever");
  EXPECT_EQ(error_of(folder), "");
}

TEST(LoadModel, AnIdfMayBeInfinite) {
  const TemporaryDirectory folder;
  nmf::Tfidf tfidf = tiny_tfidf();
  tfidf.idf[1] = std::numeric_limits<double>::infinity();
  save(folder, tiny_factorization(), tfidf);
  EXPECT_TRUE(std::isinf(nmf::load_model(folder.path()).idf[1]));
}

TEST(LoadModel, ADirectoryThatIsNoModel) {
  const TemporaryDirectory folder;
  const std::string where = folder.path().string();
  const std::string expected = ", expected a model directory as nmf fit writes it";
  const auto error = [](const std::string& path) {
    return message_of<nmf::ModelError>([&] { nmf::load_model(path); });
  };
  EXPECT_EQ(error(where + "/no"), where + "/no: no such directory" + expected);
  EXPECT_EQ(error(where), where + ": is no model (it has no model.json)" + expected);
  write(folder / "a.csv", "a");
  EXPECT_EQ(error(where + "/a.csv"), where + "/a.csv: is no directory" + expected);
  std::filesystem::create_directory(folder / "model.json");
  EXPECT_THAT(error_of(folder), testing::HasSubstr("is a folder, expected a file"));
}

TEST(LoadModel, AFileThatIsMissingIsNamed) {
  for (const std::string& name : nmf::model_files()) {
    const TemporaryDirectory folder;
    save(folder);
    std::filesystem::remove(folder / name);
    if (name != "model.json") {
      EXPECT_EQ(error_of(folder), name + ": no such file or folder; expected a file of a model");
    }
  }
}

TEST(LoadModel, EveryByteOfEveryFileCounts) {
  const TemporaryDirectory folder;
  save(folder);
  for (const std::string& name : nmf::model_files()) {
    const std::string bytes = read_file(folder / name);
    const auto starts = testing::StartsWith(name == nmf::kModelSeal ? "model.json: it or" : name);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      for (const int bit : {0, 5}) {
        std::string other = bytes;
        other[i] = static_cast<char>(other[i] ^ (1 << bit));
        write(folder / name, other);
        EXPECT_THAT(error_of(folder), starts) << name << " byte " << i;
      }
      write(folder / name, bytes.substr(0, i));
      EXPECT_THAT(error_of(folder), starts) << name << " cut at " << i;
    }
    write(folder / name, bytes + "\n");
    EXPECT_THAT(error_of(folder), starts) << name;
    write(folder / name, bytes);
    EXPECT_EQ(error_of(folder), "") << name;
  }
}

TEST(LoadModel, ChangedBytesBehindARightHashNeverCrash) {
  const TemporaryDirectory folder;
  save(folder);
  for (const char* name : {"factors.safetensors", "vocabulary.txt", "documents.tsv"}) {
    const std::string bytes = read_file(folder / name);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      std::string other = bytes;
      other[i] = static_cast<char>(other[i] ^ 0x10);
      write(folder / name, other);
      forge(folder);
      const std::string message = error_of(folder);  // any ModelError, or another model
      EXPECT_TRUE(message.empty() || message.starts_with(name)) << message;
      write(folder / name, bytes.substr(0, i));
      forge(folder);
      EXPECT_THAT(error_of(folder), testing::StartsWith(name)) << i;
    }
    write(folder / name, bytes);
  }
}

TEST(LoadModel, VocabularyAndFactorsMustMatch) {
  const std::string repair = "; restore the model directory or fit again";
  const TemporaryDirectory folder;
  save(folder);
  write(folder / "vocabulary.txt", "alpha\nbeta\n");
  forge(folder);
  EXPECT_EQ(error_of(folder),
            "vocabulary.txt: got 2 terms, expected the 3 of H in model.json" + repair);
  forge(folder, [](Json& json) {
    json["shapes"]["H"] = {2, 2};
    json["shapes"]["X"] = {2, 2};
  });
  EXPECT_THAT(error_of(folder),
              testing::StartsWith("factors.safetensors: idf has shape [3], expected [2]"));
  write(folder / "vocabulary.txt", "alpha\nbeta\ngamma\n");
  write(folder / "documents.tsv", "row\tid\tlabel\n0\ta\t\n");
  forge(folder, [](Json& json) {
    json["shapes"]["H"] = {2, 3};
    json["shapes"]["X"] = {2, 3};
  });
  EXPECT_EQ(error_of(folder),
            "documents.tsv: got 1 document, expected the 2 of W in model.json" + repair);
}

TEST(LoadModel, ShapesMustMatchEachOther) {
  const TemporaryDirectory folder;
  save(folder);
  for (const char* name : {"X", "W", "H"}) {
    for (const int side : {0, 1}) {
      forge(folder, [&](Json& json) { json["shapes"][name][side] = 9; });
      EXPECT_THAT(error_of(folder), testing::HasSubstr("model.json: shapes: X ["));
      forge(folder, [](Json& json) {
        json["shapes"] = {{"X", {2, 3}}, {"W", {2, 2}}, {"H", {2, 3}}};
      });
    }
  }
  EXPECT_EQ(error_of(folder), "");
  forge(folder, [](Json& json) { json["shapes"] = {{"X", {2, 3}}, {"W", {2, 1}}, {"H", {1, 3}}}; });
  EXPECT_THAT(error_of(folder),
              testing::StartsWith("factors.safetensors: W has shape [2, 2], expected [2, 1]"));
}

TEST(LoadModel, NumbersMustBeFiniteAndInTheirRange) {
  const TemporaryDirectory folder;
  const auto error_with = [&](const std::function<void(nmf::Factorization&, nmf::Tfidf&)>& change) {
    nmf::Factorization f = tiny_factorization();
    nmf::Tfidf tfidf = tiny_tfidf();
    save(folder);
    // Behind the back of save_model, which refuses some of it: saved elsewhere, put in place here.
    f.W = f.W.detach().clone();
    f.H = f.H.detach().clone();
    change(f, tfidf);
    const TemporaryDirectory other;
    save(other, f, tfidf);
    std::filesystem::copy(other / "factors.safetensors", folder / "factors.safetensors",
                          std::filesystem::copy_options::overwrite_existing);
    forge(folder);
    return error_of(folder);
  };
  EXPECT_THAT(error_with([](auto& /*f*/, auto& t) { t.idf[2] = 0; }),
              testing::StartsWith("factors.safetensors: idf [2]: got 0, expected a number > 0"));
  EXPECT_THAT(error_with([](auto& /*f*/, auto& t) { t.idf[0] = std::nan(""); }),
              testing::StartsWith("factors.safetensors: idf [0]: got nan"));
  EXPECT_THAT(
      error_with([](auto& /*f*/, auto& t) { t.document_length[1] = -1; }),
      testing::StartsWith("factors.safetensors: document_length [1]: got -1, expected a count"));
  EXPECT_THAT(error_with([](auto& /*f*/, auto& t) { t.term_frequency[1] = -1; }),
              testing::StartsWith("factors.safetensors: term_frequency [1]: got -1"));
  EXPECT_THAT(error_with([](auto& /*f*/, auto& t) { t.document_frequency[0] = 3; }),
              testing::StartsWith("factors.safetensors: document_frequency [0]: got 3, expected a "
                                  "number of documents"));
}

TEST(LoadModel, FactorsMustBeFinite) {
  const TemporaryDirectory folder;
  for (const char* name : {"W", "H"}) {
    save(folder);
    std::string bytes = read_file(folder / "factors.safetensors");
    const std::size_t data = 8 + static_cast<unsigned char>(bytes[0]) +
                             256 * static_cast<std::size_t>(static_cast<unsigned char>(bytes[1]));
    const Json header = Json::parse(bytes.substr(8, data - 8));
    const std::size_t at = data + header[name]["data_offsets"][0].get<std::size_t>();
    bytes.replace(at + 4, 4, std::string("\0\0\xC0\x7F", 4));
    write(folder / "factors.safetensors", bytes);
    forge(folder);
    EXPECT_THAT(error_of(folder),
                testing::StartsWith(std::string("factors.safetensors: ") + name +
                                    " has a number that is not finite in rows 0 to 1"));
  }
}

TEST(LoadModel, ANewerVersionSaysWhatToDo) {
  const TemporaryDirectory folder;
  save(folder);
  forge(folder, [](Json& json) { json["format_version"] = 2; });
  EXPECT_THAT(
      error_of(folder),
      testing::AllOf(testing::StartsWith("model.json: format_version: got 2"),
                     testing::HasSubstr("use the nmf that wrote the model, or a newer one")));
}

}  // namespace
