#include "nmf/model/transformed_file.h"

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>

#include "nmf/core/error.h"
#include "tests/support/temporary_directory.h"

namespace nmf {
namespace {

using test::read_file;
using test::TemporaryDirectory;
using testing::HasSubstr;

TransformedRows rows(at::ScalarType type = at::kFloat) {
  TransformedRows all;
  all.documents = {{"plain", ""}, {"a,\"b\"\nü", ""}, {"\xff", ""}};
  all.W = at::tensor({0.1F, 0.0F, 1.5F, 2.0F, 0.0F, 0.0F}).reshape({3, 2}).to(type);
  all.unknown_share = {0, 0.5, 1};
  all.residual = {0.25, 0.75, 0};
  all.flag = {DocumentFlag::ok, DocumentFlag::poor, DocumentFlag::unknown};
  all.bytes = 30;
  return all;
}

/// Gives these, and then these once more.
TransformSource twice(const TransformedRows& all) {
  return [&](const Transformer::Use& use) {
    use(all)();
    use(all)();
  };
}

TEST(TransformedFile, CsvIsRfc4180) {
  const TemporaryDirectory folder;
  const TransformedRows all = rows();
  const TransformCounts counts = write_transformed(folder / "w.csv", 2, Dtype::float32, twice(all));
  const std::string lines =
      "plain,0.1,0,0,0.25,ok\n"
      "\"a,\"\"b\"\"\nü\",1.5,2,0.5,0.75,poor\n"
      "\xff,0,0,1,0,unknown\n";
  EXPECT_EQ(read_file(folder / "w.csv"),
            "id,topic_0,topic_1,unknown_share,residual,flag\n" + lines + lines);
  EXPECT_EQ(counts.documents, 6);
  EXPECT_EQ(counts.poor, 2);
  EXPECT_EQ(counts.unknown, 2);
  EXPECT_EQ(counts.empty, 0);
  EXPECT_EQ(counts.bytes, 60);
}

TEST(TransformedFile, JsonlIsAnObjectALine) {
  const TemporaryDirectory folder;
  const TransformedRows all = rows(at::kDouble);
  write_transformed(folder / "w.jsonl", 2, Dtype::float64, twice(all));
  std::ifstream file(folder / "w.jsonl");
  std::vector<nlohmann::json> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(nlohmann::json::parse(line));
  ASSERT_EQ(lines.size(), 6U);
  EXPECT_EQ(lines[1]["id"], "a,\"b\"\nü");
  EXPECT_EQ(lines[1]["topics"], (nlohmann::json{1.5, 2.0}));
  EXPECT_EQ(lines[1]["unknown_share"], 0.5);
  EXPECT_EQ(lines[1]["residual"], 0.75);
  EXPECT_EQ(lines[1]["flag"], "poor");
  EXPECT_EQ(lines[2]["id"], "\xef\xbf\xbd");  // no UTF-8 becomes U+FFFD
  EXPECT_EQ(lines[0]["topics"][0].get<double>(), static_cast<double>(0.1F));
}

TEST(TransformedFile, NpyHoldsTheWeightsAlone) {
  const TemporaryDirectory folder;
  for (const auto type : {at::kFloat, at::kDouble}) {
    const TransformedRows all = rows(type);
    const bool wide = type == at::kDouble;
    write_transformed(folder / "w.npy", 2, wide ? Dtype::float64 : Dtype::float32, twice(all));
    const std::string bytes = read_file(folder / "w.npy");
    ASSERT_EQ(bytes.size(), 128 + 2 * all.W.nbytes());
    EXPECT_THAT(bytes.substr(0, 128), HasSubstr(wide ? "'<f8'" : "'<f4'"));
    EXPECT_THAT(bytes.substr(0, 128), HasSubstr("(6, 2)"));
    EXPECT_EQ(std::memcmp(bytes.data() + 128, all.W.const_data_ptr(), all.W.nbytes()), 0);
    EXPECT_EQ(
        std::memcmp(bytes.data() + 128 + all.W.nbytes(), all.W.const_data_ptr(), all.W.nbytes()),
        0);
  }
}

std::string error_of(const std::filesystem::path& path, const TransformSource& source) {
  try {
    write_transformed(path, 2, Dtype::float32, source);
  } catch (const IoError& error) {
    return error.what();
  }
  return "";
}

TEST(TransformedFile, SaysWhichSuffixesThereAre) {
  const TemporaryDirectory folder;
  const TransformedRows all = rows();
  EXPECT_THAT(error_of(folder / "w.txt", twice(all)),
              HasSubstr("got the suffix '.txt', expected .npy, .csv or .jsonl"));
  EXPECT_THAT(error_of(folder / "weights", twice(all)), HasSubstr("expected .npy, .csv or .jsonl"));
}

TEST(TransformedFile, ReplacesItsOwnAndNothingElse) {
  const TemporaryDirectory folder;
  const TransformedRows all = rows();
  for (const char* name : {"w.csv", "w.jsonl", "w.npy"}) {
    EXPECT_EQ(error_of(folder / name, twice(all)), "");
    EXPECT_EQ(error_of(folder / name, twice(all)), "") << "its own is replaced";
    std::ofstream(folder / name) << "my notes\n";
    EXPECT_THAT(error_of(folder / name, twice(all)), HasSubstr("is not an earlier output"));
    EXPECT_EQ(read_file(folder / name), "my notes\n");
  }
}

TEST(TransformedFile, LeavesNothingWhereItFails) {
  const TemporaryDirectory folder;
  const TransformedRows all = rows();
  const TransformSource fails = [&](const Transformer::Use& use) {
    use(all)();
    throw IoError("the corpus ends in the middle");
  };
  EXPECT_EQ(error_of(folder / "w.csv", fails), "the corpus ends in the middle");
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  write_transformed(folder / "w.csv", 2, Dtype::float32, twice(all));
  const std::string before = read_file(folder / "w.csv");
  EXPECT_NE(error_of(folder / "w.csv", fails), "");
  EXPECT_EQ(read_file(folder / "w.csv"), before);
}

TEST(TransformedFile, WithoutAKnownTermThereIsNoResult) {
  const TemporaryDirectory folder;
  EXPECT_THAT(error_of(folder / "w.csv", [](const Transformer::Use&) {}),
              HasSubstr("has no documents"));
  TransformedRows all = rows();
  all.flag = {DocumentFlag::empty, DocumentFlag::unknown, DocumentFlag::unknown};
  EXPECT_THAT(
      error_of(folder / "w.csv", twice(all)),
      HasSubstr("no document has a term of the model's vocabulary (documents: 6, without any "
                "term: 2)"));
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace nmf
