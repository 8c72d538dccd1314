#include "nmf/model/term_scores.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace {

using testing::DoubleNear;
using testing::ElementsAre;

TEST(TermScores, LiftIsTheRatioOfTheProbabilities) {
  EXPECT_EQ(nmf::lift(0.5, 0.25), 2);
  EXPECT_EQ(nmf::lift(0, 0.25), 0);
  EXPECT_EQ(nmf::lift(0.5, 0), 0);  // a term that the corpus does not have
}

TEST(TermScores, RelevanceLiesBetweenLiftAndProbability) {
  EXPECT_DOUBLE_EQ(nmf::relevance(0.5, 0.25, 1), std::log(0.5));
  EXPECT_DOUBLE_EQ(nmf::relevance(0.5, 0.25, 0), std::log(2));
  EXPECT_DOUBLE_EQ(nmf::relevance(0.5, 0.25, 0.6), 0.6 * std::log(0.5) + 0.4 * std::log(2));
  const double least = -std::numeric_limits<double>::infinity();
  EXPECT_EQ(nmf::relevance(0, 0.25, 0.6), least);
  EXPECT_EQ(nmf::relevance(0.5, 0, 1), least);
  EXPECT_EQ(nmf::relevance(0, 0.25, 0), least);
}

TEST(TermScores, ProbabilitiesAreSharesOfAllOccurrences) {
  EXPECT_THAT(nmf::term_probabilities(std::vector<std::int64_t>{1, 0, 3}),
              ElementsAre(0.25, 0, 0.75));
  EXPECT_THAT(nmf::term_probabilities(std::vector<std::int64_t>{0, 0}), ElementsAre(0, 0));
}

TEST(TermScores, ExclusivityOfAFrequentTermIsItsShare) {
  const nmf::Exclusivity e = nmf::exclusivity(std::vector<double>{0.3, 0.1}, 1'000'000'000);
  EXPECT_NEAR(e.of(0.3), 0.75, 1e-8);
  EXPECT_NEAR(e.of(0.1), 0.25, 1e-8);
}

TEST(TermScores, ExclusivityIsShrunkByTheRule) {
  // Shares 0.75, 0.25; variance 2 * 0.1875 / 10, deviation 2 * 0.0625: shrinkage 0.3.
  const nmf::Exclusivity e = nmf::exclusivity(std::vector<double>{0.3, 0.1}, 11);
  EXPECT_DOUBLE_EQ(e.shrinkage, 0.3);
  EXPECT_DOUBLE_EQ(e.of(0.3), 0.3 * 0.5 + 0.7 * 0.75);
  EXPECT_DOUBLE_EQ(e.of(0.3) + e.of(0.1), 1);
}

TEST(TermScores, ExclusivityOfWhatIsHardlyKnownIsUniform) {
  EXPECT_EQ(nmf::exclusivity(std::vector<double>{0.3, 0.1}, 1).of(0.3), 0.5);
  EXPECT_EQ(nmf::exclusivity(std::vector<double>{0.3, 0.1}, 0).of(0.3), 0.5);
  EXPECT_EQ(nmf::exclusivity(std::vector<double>{0.3, 0.1}, 2).of(0.3), 0.5);  // shrinkage above 1
  EXPECT_EQ(nmf::exclusivity(std::vector<double>{0, 0}, 9).of(0), 0.5);
  EXPECT_EQ(nmf::exclusivity(std::vector<double>{0.2, 0.2}, 9).of(0.2), 0.5);
  EXPECT_EQ(nmf::exclusivity(std::vector<double>{0.2}, 9).of(0.2), 1);
}

TEST(TermScores, FrexIsTheHarmonicMeanOfTheRanks) {
  // Ranks by probability 4, 3, 1.5, 1.5; by exclusivity 1, 2, 3.5, 3.5; of 4.
  const std::vector<double> in_topic = {0.6, 0.4, 0, 0}, exclusive = {0.1, 0.2, 0.9, 0.9};
  const double tie = 1 / (0.5 / 0.375 + 0.5 / 0.875);
  EXPECT_THAT(nmf::frex(in_topic, exclusive),
              ElementsAre(DoubleNear(1 / (0.5 / 1 + 0.5 / 0.25), 1e-15),
                          DoubleNear(1 / (0.5 / 0.75 + 0.5 / 0.5), 1e-15), DoubleNear(tie, 1e-15),
                          DoubleNear(tie, 1e-15)));
  EXPECT_THAT(nmf::frex(in_topic, exclusive, 1), ElementsAre(1, 0.75, 0.375, 0.375));
  EXPECT_THAT(nmf::frex(in_topic, exclusive, 0), ElementsAre(0.25, 0.5, 0.875, 0.875));
}

}  // namespace
