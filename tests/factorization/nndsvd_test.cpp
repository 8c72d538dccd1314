#include "nmf/factorization/nndsvd.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/support/golden.h"
#include "tests/support/random_matrix.h"

namespace nmf {
namespace {

using Values = std::vector<double>;

/// A recorded matrix, row after row.
Values flat(const nlohmann::json& rows) {
  Values all;
  for (const auto& row : rows)
    for (const double x : row) all.push_back(x);
  return all;
}

TruncatedSvd svd_of(const nlohmann::json& recorded) {
  return {recorded["K"].get<std::int64_t>(), flat(recorded["svd"]["U"]),
          recorded["svd"]["S"].get<Values>(), flat(recorded["svd"]["V"])};
}

template <typename T>
struct Start {
  std::vector<T> W, Ht;
};

template <typename T>
Start<T> start(const TruncatedSvd& svd, double mean, NndsvdFill fill, std::uint64_t seed = 0,
               int threads = 2) {
  Start<T> s{std::vector<T>(svd.U.size(), T(-1)), std::vector<T>(svd.V.size(), T(-1))};
  nndsvd<T>(svd, mean, fill, seed, Threads(threads), s.W, s.Ht);
  return s;
}

void expect_near(const Values& got, const Values& expected, const std::string& what) {
  ASSERT_EQ(got.size(), expected.size()) << what;
  for (std::size_t i = 0; i < got.size(); ++i) {
    ASSERT_NEAR(got[i], expected[i], 1e-12) << what << " " << i;
    ASSERT_EQ(got[i] == 0, expected[i] == 0) << what << " " << i;
  }
}

TEST(Nndsvd, AgreesWithScikitLearn) {
  const auto golden = test::read_golden("nndsvd.json");
  ASSERT_EQ(golden["cases"].size(), 6U);
  for (const auto& recorded : golden["cases"]) {
    const TruncatedSvd svd = svd_of(recorded);
    for (const auto& [name, fill] :
         {std::pair{"nndsvd", NndsvdFill::zeros}, {"nndsvda", NndsvdFill::mean}}) {
      const Start<double> s = start<double>(svd, recorded["mean"], fill);
      const std::string what = recorded["name"].get<std::string>() + ", " + name;
      expect_near(s.W, flat(recorded[name]["W"]), what + ": W");
      expect_near(s.Ht, flat(recorded[name]["Ht"]), what + ": Ht");
    }
  }
}

TEST(Nndsvd, RandomFillsOnlyTheZeros) {
  const CsrMatrix<double> X = test::random_matrix(600, 400, 0.02, 1);
  const TruncatedSvd svd = randomized_svd(X, 10, 0, Threads(2));
  constexpr double kMean = 0.3;
  const Start<double> zeros = start<double>(svd, kMean, NndsvdFill::zeros);
  const Start<double> random = start<double>(svd, kMean, NndsvdFill::random);
  double sum = 0, square = 0, count = 0;
  for (const auto& [kept, filled] : {std::pair{&zeros.W, &random.W}, {&zeros.Ht, &random.Ht}}) {
    for (std::size_t i = 0; i < kept->size(); ++i) {
      if ((*kept)[i] != 0) {
        ASSERT_EQ((*filled)[i], (*kept)[i]);
        continue;
      }
      const double x = (*filled)[i] / (kMean / 100);
      ASSERT_GT(x, 0);
      sum += x;
      square += x * x;
      ++count;
    }
  }
  ASSERT_GT(count, 2000);
  // E |N| = sqrt(2 / pi), its variance 1 - 2 / pi; E N^2 = 1, its variance 2: four standard errors.
  EXPECT_NEAR(sum / count, 0.79788456, 4 * 0.6028 / std::sqrt(count));
  EXPECT_NEAR(square / count, 1, 4 * std::sqrt(2 / count));
  EXPECT_NE(random.W, start<double>(svd, kMean, NndsvdFill::random, 1).W);
}

TEST(Nndsvd, EqualBitsForAnyNumberOfThreads) {
  const TruncatedSvd svd =
      randomized_svd(test::random_matrix(1500, 900, 0.02, 2), 7, 0, Threads(2));
  const Start<float> one = start<float>(svd, 0.1, NndsvdFill::random, 3, 1);
  const Start<float> three = start<float>(svd, 0.1, NndsvdFill::random, 3, 3);
  EXPECT_EQ(one.W, three.W);
  EXPECT_EQ(one.Ht, three.Ht);
}

TEST(Nndsvd, Float32IsFloat64Rounded) {
  const TruncatedSvd svd = randomized_svd(test::random_matrix(50, 40, 0.2, 3), 5, 0, Threads(2));
  for (const NndsvdFill fill : {NndsvdFill::zeros, NndsvdFill::mean, NndsvdFill::random}) {
    const Start<double> d = start<double>(svd, 0.1, fill);
    const Start<float> f = start<float>(svd, 0.1, fill);
    for (std::size_t i = 0; i < d.W.size(); ++i) ASSERT_EQ(f.W[i], static_cast<float>(d.W[i]));
    for (std::size_t i = 0; i < d.Ht.size(); ++i) ASSERT_EQ(f.Ht[i], static_cast<float>(d.Ht[i]));
  }
}

// scikit-learn divides by zero where its SVD gives an exact zero.
TEST(Nndsvd, ComponentsBeyondTheRankAreZeroOrFilled) {
  CsrMatrix<double> X;
  X.rows = 4;
  X.columns = 3;
  X.row_start = {0, 1, 2, 2, 2};
  X.column = {0, 2};
  X.value = {2.0, 1.0};  // rank 2
  const TruncatedSvd svd = randomized_svd(X, 3, 0, Threads(1));
  const Start<double> zeros = start<double>(svd, 0.25, NndsvdFill::zeros);
  const Start<double> mean = start<double>(svd, 0.25, NndsvdFill::mean);
  for (std::size_t r = 0; r < 4; ++r) {
    EXPECT_EQ(zeros.W[r * 3 + 2], 0);
    EXPECT_EQ(mean.W[r * 3 + 2], 0.25);
  }
  EXPECT_NEAR(zeros.W[0] * zeros.Ht[0], 2, 1e-12);
  EXPECT_NEAR(zeros.W[4] * zeros.Ht[7], 1, 1e-12);
}

TEST(Nndsvd, StartsNearerThanZeros) {
  const CsrMatrix<double> X = test::random_matrix(60, 50, 0.3, 4);
  const TruncatedSvd svd = randomized_svd(X, 4, 0, Threads(1));
  const Start<double> s = start<double>(svd, 0, NndsvdFill::zeros);
  double square = 0, inner = 0, fitted = 0;  // ||X||^2, <X, W H>, ||W H||^2
  for (const double x : X.value) square += x * x;
  for (std::size_t d = 0; d < 60; ++d) {
    std::vector<double> row(50, 0.0);
    for (std::size_t v = 0; v < 50; ++v)
      for (std::size_t k = 0; k < 4; ++k) row[v] += s.W[d * 4 + k] * s.Ht[v * 4 + k];
    for (const double x : row) fitted += x * x;
    for (auto i = static_cast<std::size_t>(X.row_start[d]);
         i < static_cast<std::size_t>(X.row_start[d + 1]); ++i)
      inner += X.value[i] * row[static_cast<std::size_t>(X.column[i])];
  }
  EXPECT_LT(square - 2 * inner + fitted, square);
}

}  // namespace
}  // namespace nmf
