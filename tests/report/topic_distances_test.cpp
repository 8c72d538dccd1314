#include "nmf/report/topic_distances.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace {

using testing::ElementsAre;

/// The definition, term by term.
double slow_distance(const double* p, const double* q, std::size_t terms) {
  double divergence = 0;
  for (std::size_t v = 0; v < terms; ++v) {
    const double m = (p[v] + q[v]) / 2;
    if (p[v] > 0) divergence += p[v] * std::log2(p[v] / m) / 2;
    if (q[v] > 0) divergence += q[v] * std::log2(q[v] / m) / 2;
  }
  return std::sqrt(divergence);
}

/// K rows that sum to 1, half of their entries 0.
std::vector<double> random_probabilities(std::size_t topics, std::size_t terms) {
  std::mt19937 random(1);
  std::uniform_real_distribution<double> uniform(-1, 1);
  std::vector<double> rows(topics * terms);
  for (std::size_t k = 0; k < topics; ++k) {
    double sum = 0;
    for (std::size_t v = 0; v < terms; ++v)
      sum += rows[k * terms + v] = std::max(0.0, uniform(random));
    for (std::size_t v = 0; v < terms; ++v) rows[k * terms + v] /= sum;
  }
  return rows;
}

TEST(TopicDistances, EqualTopicsAreAt0AndTopicsWithoutACommonTermAt1) {
  const std::vector<double> P = {0.5, 0.5, 0, 0.5, 0.5, 0, 0, 0, 1};
  EXPECT_THAT(nmf::topic_distances(P, 3, nmf::Threads(1)), ElementsAre(0, 0, 1, 0, 0, 1, 1, 1, 0));
}

TEST(TopicDistances, IsTheRootOfTheDivergenceInBits) {
  // H(3/4, 1/4) - H(1/2, 1/2) / 2 = 0.811278 - 0.5
  const std::vector<double> P = {1, 0, 0.5, 0.5};
  EXPECT_NEAR(nmf::topic_distances(P, 2, nmf::Threads(1))[1], std::sqrt(0.3112781244591328), 1e-15);
}

TEST(TopicDistances, ATopicWithoutTermsIsFarFromAll) {
  const std::vector<double> P = {0, 0, 1, 0, 0, 0};
  EXPECT_THAT(nmf::topic_distances(P, 3, nmf::Threads(1)), ElementsAre(0, 1, 1, 1, 0, 1, 1, 1, 0));
}

TEST(TopicDistances, IsTheDefinitionForAnyNumberOfThreads) {
  constexpr std::size_t kTopics = 7, kTerms = 500;
  const std::vector<double> P = random_probabilities(kTopics, kTerms);
  const std::vector<double> one = nmf::topic_distances(P, kTopics, nmf::Threads(1));
  EXPECT_EQ(nmf::topic_distances(P, kTopics, nmf::Threads(3)), one);
  for (std::size_t i = 0; i < kTopics; ++i)
    for (std::size_t j = 0; j < kTopics; ++j)
      EXPECT_NEAR(one[i * kTopics + j], slow_distance(&P[i * kTerms], &P[j * kTerms], kTerms),
                  1e-12);
}

}  // namespace
