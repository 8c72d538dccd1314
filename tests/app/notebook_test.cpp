// The whole job as a process: text or counts in, the notebook's ten losses out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/app/program.h"
#include "tests/support/cuda.h"
#include "tests/support/npz.h"
#include "tests/support/temporary_directory.h"

namespace nmf::test {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = NMF_SOURCE_DIR;

/// What the notebook printed, on a CUDA card in float32.
constexpr std::array<double, 10> kLosses = {
    63.71663284301758,  41.273345947265625, 40.1900520324707,  40.085777282714844,
    40.077972412109375, 40.075965881347656, 40.07423782348633, 40.07283401489258,
    40.07253646850586,  40.07244873046875};

/// The 36 entries of W that the notebook showed.
constexpr std::array<double, 36> kShown = {
    0.0977,  0.0420, 0.0748, 0.0481, 0.0441, 0.0490, 0.0293, 0.0296, 0.0064,
    0.0093,  0.0289, 0.0092, 0.0368, 0.0383, 0.0354, 0.0362, 0.0331, 0.0527,
    0.0449,  0.0126, 0.0441, 0.0215, 0.0585, 0.0350, 0.0230, 0.0121, 0.0377,
    -0.0030, 0.0379, 0.0163, 0.0014, 0.0013, 0.0010, 0.0011, 0.0013, 0.0013};

/// The archive, where the checkout or its neighbour has it; else empty.
fs::path archive() {
  for (const fs::path& folder : {kRoot / "data", kRoot.parent_path() / "shared" / "corpora"})
    if (fs::exists(folder / "20news-bydate.tar.gz")) return folder / "20news-bydate.tar.gz";
  return {};
}

void expect_losses(const std::string& out, std::size_t count) {
  std::istringstream lines(out);
  std::string line;
  for (std::size_t i = 0; i < count; ++i) {
    ASSERT_TRUE(std::getline(lines, line));
    const std::string start = "Epoch: " + std::to_string(100 * i) + ", Loss: ";
    ASSERT_EQ(line.substr(0, start.size()), start);
    if (i == 0) {
      EXPECT_EQ(line, "Epoch: 0, Loss: 63.71663284301758");
    }
    EXPECT_NEAR(std::stod(line.substr(start.size())) / kLosses[i], 1, 3e-5) << line;
  }
}

/// The numbers between the brackets of `tensor([[...]], ...)`.
std::vector<double> shown_numbers(const std::string& out) {
  std::string text = out.substr(out.find("tensor(") + 6);
  text.resize(text.rfind(']'));
  for (char& c : text)
    if (std::string("0123456789.-+e").find(c) == std::string::npos) c = ' ';
  std::istringstream words(text);
  std::vector<double> numbers;
  for (std::string word; words >> word;)
    if (word != "...") numbers.push_back(std::stod(word));
  return numbers;
}

void expect_notebook(const std::string& config, const std::vector<std::string>& more,
                     const std::string& device = "cpu") {
  const TemporaryDirectory directory;
  std::vector<std::string> arguments = {
      "fit", (kRoot / "configs" / config).string(), "--device", device, "--output", "model"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const Finished got = run(directory.path(), arguments);
  ASSERT_EQ(got.code, 0) << got.err;
  expect_losses(got.out, 10);
  const std::vector<double> shown = shown_numbers(got.out);
  ASSERT_EQ(shown.size(), kShown.size());
  for (std::size_t i = 0; i < shown.size(); ++i) EXPECT_NEAR(shown[i], kShown[i], 2e-3) << i;
  EXPECT_THAT(got.out,
              testing::EndsWith(device == "cpu" ? "       requires_grad=True)\n"
                                                : "       device='cuda:0', requires_grad=True)\n"));
  EXPECT_THAT(got.err, testing::HasSubstr("2034 documents, 26576 terms, 133634 stored values"));
  EXPECT_THAT(got.err,
              testing::ContainsRegex("note: [56][0-9.]* % of W and [45][0-9.]* % of H are below"));
  EXPECT_THAT(got.err, testing::Not(testing::HasSubstr("\r")));

  const auto model = nlohmann::json::parse(read_file(directory.path() / "model" / "model.json"));
  EXPECT_EQ(model.at("n_iter"), 1000);
  EXPECT_TRUE(model.at("kkt_residual").is_null());
  EXPECT_NEAR(model.at("residual").get<double>(), 40.047, 0.01);
}

TEST(Notebook, TenLossesFromTheBundledCounts) { expect_notebook("notebook-counts.yaml", {}); }

TEST(Notebook, TenLossesFromGram_CUDA) {
  NMF_REQUIRE_CUDA();
  expect_notebook("notebook-counts.yaml", {"--set", "factorization.engine=gram"}, "cuda");
}

TEST(Notebook, TenLossesFromDense_CUDA) {
  NMF_REQUIRE_CUDA();
  expect_notebook("notebook-counts.yaml", {"--set", "factorization.engine=dense"}, "cuda");
}

TEST(Notebook, TenLossesFromTheRawText) {
  if (archive().empty()) GTEST_SKIP() << "no 20news-bydate.tar.gz in data/ or ../shared/corpora/";
  expect_notebook("notebook.yaml", {"--input", archive().string()});
}

TEST(Notebook, DenseTakesTheSamePath) {
  const TemporaryDirectory directory;
  const Finished got = run(
      directory.path(), {"fit", (kRoot / "configs/notebook-counts.yaml").string(), "--device",
                         "cpu", "--output", "model", "--set", "factorization.engine=dense", "--set",
                         "factorization.max_iter=5", "--set", "output.log_every=100", "--quiet"});
  ASSERT_EQ(got.code, 0) << got.err;
  expect_losses(got.out, 1);
  EXPECT_EQ(got.err, "");
}

/// history.csv without its last column, the seconds.
std::string without_seconds(const std::string& history) {
  std::istringstream lines(history);
  std::string line, all;
  while (std::getline(lines, line)) all += line.substr(0, line.rfind(',')) + "\n";
  return all;
}

TEST(Notebook, ThreadsNeverShowInAResult) {
  const TemporaryDirectory directory;
  for (const char* threads : {"1", "2"}) {
    const Finished got =
        run(directory.path(),
            {"fit", (kRoot / "configs/notebook-counts.yaml").string(), "--device", "cpu",
             "--threads", threads, "--output", threads, "--set", "factorization.max_iter=40"});
    ASSERT_EQ(got.code, 0) << got.err;
  }
  const fs::path one = directory.path() / "1", two = directory.path() / "2";
  for (const char* name :
       {"factors.safetensors", "vocabulary.txt", "documents.tsv", "topics.txt", "topics.json"})
    EXPECT_TRUE(read_file(one / name) == read_file(two / name)) << name;
  const std::string history = without_seconds(read_file(one / "history.csv"));
  EXPECT_EQ(std::count(history.begin(), history.end(), '\n'), 41);
  EXPECT_EQ(history, without_seconds(read_file(two / "history.csv")));
  auto first = nlohmann::json::parse(read_file(one / "model.json"));
  auto second = nlohmann::json::parse(read_file(two / "model.json"));
  for (auto* model : {&first, &second}) {
    model->at("config").erase("runtime");
    model->at("config").erase("output");
    model->at("files").erase("history.csv");
  }
  EXPECT_EQ(first, second);
}

TEST(Notebook, ThreadsNeverShowInTheMatrix) {
  // Without the archive the counts, whose reading is the same but for the tokens.
  const fs::path text = archive();
  const TemporaryDirectory directory;
  for (const char* threads : {"1", "2"}) {
    std::vector<std::string> arguments = {
        "vectorize",
        (kRoot / "configs" / (text.empty() ? "notebook-counts.yaml" : "notebook.yaml")).string(),
        "--threads",
        threads,
        "--output",
        threads};
    if (!text.empty()) arguments.insert(arguments.end(), {"--input", text.string()});
    const Finished got = run(directory.path(), arguments);
    ASSERT_EQ(got.code, 0) << got.err;
  }
  for (const char* name : {"tfidf.npz", "vocabulary.txt", "idf.npy", "documents.tsv"})
    EXPECT_TRUE(read_file(directory.path() / "1" / name) ==
                read_file(directory.path() / "2" / name))
        << name;
}

TEST(Notebook, TheMatrixEqualsScikitLearns) {
  const fs::path reference = kRoot.parent_path() / "shared" / "reference" / "tfidf.npz";
  if (!fs::exists(reference)) GTEST_SKIP() << "no ../shared/reference/tfidf.npz";
  const TemporaryDirectory directory;
  const Finished got =
      run(directory.path(),
          {"vectorize", (kRoot / "configs/notebook-counts.yaml").string(), "--output", "counts"});
  ASSERT_EQ(got.code, 0) << got.err;
  const auto X = read_npz((directory / "counts/tfidf.npz").string());
  const auto expected = read_npz(reference.string());
  EXPECT_EQ(X.rows, 2034);
  EXPECT_EQ(X.columns, 26576);
  EXPECT_EQ(X.stored(), 133634);
  EXPECT_EQ(X.rows, expected.rows);
  EXPECT_EQ(X.columns, expected.columns);
  EXPECT_TRUE(X.row_start == expected.row_start);
  EXPECT_TRUE(X.column == expected.column);
  ASSERT_EQ(X.stored(), expected.stored());
  double largest = 0;
  for (std::size_t i = 0; i < X.value.size(); ++i)
    largest = std::max(largest, std::abs(X.value[i] - expected.value[i]));
  EXPECT_LE(largest, 1e-12);
}

TEST(Notebook, TextAndCountsGiveTheSameMatrix) {
  if (archive().empty()) GTEST_SKIP() << "no 20news-bydate.tar.gz in data/ or ../shared/corpora/";
  const TemporaryDirectory directory;
  const Finished text =
      run(directory.path(), {"vectorize", (kRoot / "configs/notebook.yaml").string(), "--input",
                             archive().string(), "--output", "text"});
  ASSERT_EQ(text.code, 0) << text.err;
  const Finished counts =
      run(directory.path(),
          {"vectorize", (kRoot / "configs/notebook-counts.yaml").string(), "--output", "counts"});
  ASSERT_EQ(counts.code, 0) << counts.err;
  for (const char* name : {"tfidf.npz", "vocabulary.txt", "idf.npy"})
    EXPECT_TRUE(read_file(directory.path() / "text" / name) ==
                read_file(directory.path() / "counts" / name))
        << name;
}

TEST(Notebook, DocumentsAndVocabularyEqualTheReference) {
  const fs::path reference = kRoot.parent_path() / "shared" / "reference";
  if (archive().empty() || !fs::exists(reference))
    GTEST_SKIP() << "no archive or no ../shared/reference";
  const TemporaryDirectory directory;
  const Finished got =
      run(directory.path(), {"vectorize", (kRoot / "configs/notebook.yaml").string(), "--input",
                             archive().string(), "--output", "text"});
  ASSERT_EQ(got.code, 0) << got.err;
  EXPECT_TRUE(read_file(directory.path() / "text" / "vocabulary.txt") ==
              read_file(reference / "vocabulary.txt"));
  std::istringstream rows(read_file(directory.path() / "text" / "documents.tsv"));
  std::string row, ids;
  std::getline(rows, row);
  EXPECT_EQ(row, "row\tid\tlabel");
  while (std::getline(rows, row)) {
    const auto first = row.find('\t'), second = row.rfind('\t');
    ids += row.substr(first + 1, second - first - 1) + "\n";
  }
  EXPECT_TRUE(ids == read_file(reference / "documents.txt"));
}

}  // namespace
}  // namespace nmf::test
