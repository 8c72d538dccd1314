#include "nmf/evaluation/document_coherence.h"

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tests/factorization/solver_test.h"
#include "tests/support/random_matrix.h"

namespace nmf {
namespace {

using testing::ElementsAre;

TEST(TopColumns, ByFallingWeightThenByColumn) {
  const at::Tensor Ht =
      at::tensor(std::vector<float>{1, 0, 3, 0, 3, 0, 0, 5, 2, 0}).reshape({5, 2});  // [V, K]
  const std::vector<TopicColumns> topics = top_columns(Ht, 3);
  EXPECT_THAT(topics, ElementsAre(ElementsAre(1, 2, 4), ElementsAre(3)));
  EXPECT_EQ(top_columns(Ht.to(at::kDouble), 3), topics);
}

/// From the dense matrix, pair by pair.
double naive_u_mass(const at::Tensor& dense, const TopicColumns& topic) {
  const at::Tensor holds = dense.gt(0).to(at::kDouble);
  const auto D = static_cast<double>(dense.size(0));
  double sum = 0, pairs = 0;
  for (std::size_t i = 1; i < topic.size(); ++i)
    for (std::size_t j = 0; j < i; ++j, ++pairs) {
      const at::Tensor first = holds.select(1, topic[j]), second = holds.select(1, topic[i]);
      sum += std::log(((first * second).sum().item<double>() / D + 1e-12) /
                      (first.sum().item<double>() / D));
    }
  return sum / pairs;
}

TEST(MeanUMass, IsThatOfTheDenseMatrix) {
  const CsrMatrix<double> X = test::random_matrix(80, 12, 0.3, 9);
  for (const TopicColumns& topic : {TopicColumns{3, 1, 7, 0}, TopicColumns{11, 2}})
    EXPECT_NEAR(mean_u_mass(X, {topic}).value(), naive_u_mass(test::dense(X), topic), 1e-12);
}

TEST(MeanUMass, LeavesOutTermsThatNeverOccur) {
  CsrMatrix<double> X =
      test::sparse(at::tensor(std::vector<double>{1, 1, 0, 0, 2, 0, 1, 0}).reshape({2, 4}));
  // Column 3 is in no document: only the pair of the other two stays, wherever it stands.
  EXPECT_NEAR(mean_u_mass(X, {{3, 0, 2}}).value(), std::log(0.5 + 1e-12), 1e-12);
  EXPECT_EQ(mean_u_mass(X, {{0, 2, 3}}), mean_u_mass(X, {{3, 0, 2}}));
  EXPECT_EQ(mean_u_mass(X, {{3}}), std::nullopt);
  EXPECT_EQ(mean_u_mass(X, {{3, 3}}), std::nullopt);
  EXPECT_EQ(mean_u_mass(X, {{3, 0}, {}}), std::nullopt);
}

TEST(MeanUMass, IsOverTopicsThatHaveOne) {
  const CsrMatrix<double> X = test::random_matrix(40, 6, 0.5, 2);
  const double a = mean_u_mass(X, {{0, 1, 2}}).value(), b = mean_u_mass(X, {{3, 4}}).value();
  EXPECT_DOUBLE_EQ(mean_u_mass(X, {{0, 1, 2}, {5}, {3, 4}, {}}).value(), (a + b) / 2);
  EXPECT_EQ(mean_u_mass(X, {{5}, {}}), std::nullopt);
}

}  // namespace
}  // namespace nmf
