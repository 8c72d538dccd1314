// Covers held_out_curve.cpp.
#include "nmf/evaluation/recommend.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "nmf/evaluation/held_out_curve.h"
#include "tests/evaluation/candidates.h"

namespace nmf {
namespace {

using test::candidate;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(HeldOutCurve, TheKneeIsTheSmallestThatExplainsAlmostAsMuch) {
  // Of 0.8 that is explained 2 % are 0.016.
  const std::vector<Candidate> within = {candidate(2, 0.6), candidate(4, 0.215), candidate(8, 0.2)};
  EXPECT_EQ(HeldOutCurve(within).lowest(), 2U);
  EXPECT_EQ(HeldOutCurve(within).knee(), 1U);
  const std::vector<Candidate> beyond = {candidate(2, 0.6), candidate(4, 0.217), candidate(8, 0.2)};
  EXPECT_EQ(HeldOutCurve(beyond).knee(), 2U);
}

TEST(HeldOutCurve, OrThatChanceAloneSetsApart) {
  std::vector<Candidate> candidates = {candidate(2, 0.98, 0.9, 0), candidate(4, 0.97, 0.9, 0)};
  EXPECT_EQ(HeldOutCurve(candidates).knee(), 1U);
  // Differences of 0.04, -0.02, 0.03, -0.01 and 0.01: their median is within its standard error.
  const double moves[] = {-0.03, 0.03, -0.02, 0.02, 0};
  for (std::size_t f = 0; f < 5; ++f) candidates[1].folds[f].error.squared_error += moves[f];
  EXPECT_EQ(HeldOutCurve(candidates).knee(), 0U);
}

TEST(HeldOutCurve, OneFoldThatWentWrongDoesNotMatter) {
  std::vector<Candidate> candidates = {candidate(8, 0.7), candidate(10, 0.2), candidate(12, 0.2)};
  candidates[1].folds[3].error.squared_error = 0.65;
  EXPECT_EQ(HeldOutCurve(candidates).lowest(), 2U);
  EXPECT_EQ(HeldOutCurve(candidates).knee(), 1U);
  EXPECT_TRUE(HeldOutCurve(candidates).sharp(1));
  candidates[1].folds[1].error.squared_error = 0.75;
  candidates[1].folds[2].error.squared_error = 0.75;
  EXPECT_EQ(HeldOutCurve(candidates).knee(), 2U);
}

TEST(HeldOutCurve, AKneeIsSharpWhereTheErrorFellFastAndFallsNoMore) {
  const auto sharp = [](double before, double at, double after) {
    const std::vector<Candidate> c = {candidate(5, before), candidate(10, at),
                                      candidate(20, after)};
    return HeldOutCurve(c).sharp(1);
  };
  EXPECT_TRUE(sharp(0.8, 0.4, 0.39));
  EXPECT_TRUE(sharp(0.8, 0.4, 0.45));
  EXPECT_FALSE(sharp(0.8, 0.4, 0.25));
  EXPECT_FALSE(sharp(0.4, 0.4, 0.4));
  EXPECT_FALSE(sharp(0.3, 0.4, 0.5));
  const std::vector<Candidate> two = {candidate(5, 0.8), candidate(10, 0.4)};
  EXPECT_FALSE(HeldOutCurve(two).sharp(0));
  EXPECT_FALSE(HeldOutCurve(two).sharp(1));
}

TEST(Recommend, AKneeOnWhichTheStartsAgreeIsSure) {
  const Recommendation got =
      recommend({candidate(5, 0.9, 0.8), candidate(10, 0.8, 0.85), candidate(15, 0.3, 0.99),
                 candidate(20, 0.299, 0.8), candidate(25, 0.301, 0.78)});
  EXPECT_EQ(got.k, 15);
  EXPECT_EQ(got.confidence, Confidence::high);
  EXPECT_THAT(
      got.reasons,
      ElementsAre(
          AllOf(HasSubstr("from 0.8 at K = 10 to 0.3 at K = 15 and, in most folds, hardly beyond")),
          HasSubstr("cosine of 0.99 at K = 15 and of 0.80 at most beyond it (K = 20)")));
}

TEST(Recommend, OneOnWhichTheyDoNotIsLessSure) {
  std::vector<Candidate> candidates = {candidate(5, 0.9, 0.8), candidate(10, 0.3, 0.85),
                                       candidate(15, 0.3, 0.9)};
  Recommendation got = recommend(candidates);
  EXPECT_EQ(got.k, 10);
  EXPECT_EQ(got.confidence, Confidence::medium);
  EXPECT_THAT(got.reasons.back(), HasSubstr("they do not single it out"));

  for (Candidate& c : candidates) c.stability.reset();
  got = recommend(candidates);
  EXPECT_EQ(got.k, 10);
  EXPECT_EQ(got.confidence, Confidence::medium);
  EXPECT_THAT(got.reasons.back(), HasSubstr("at least"));
}

TEST(Recommend, SaysWhereNoKStandsOut) {
  const Recommendation got =
      recommend({candidate(5, 0.990, 0.99), candidate(10, 0.980, 0.90), candidate(20, 0.972, 0.95),
                 candidate(40, 0.966, 0.80), candidate(80, 0.962, 0.70)});
  EXPECT_EQ(got.k, 20);  // 5 explains a quarter of what 80 does
  EXPECT_EQ(got.confidence, Confidence::low);
  EXPECT_THAT(got.reasons.front(),
              HasSubstr("no K stands out: the held-out error falls ever more slowly, from 0.99 at "
                        "K = 5 to 0.962 at K = 80"));
  EXPECT_THAT(got.reasons[1], HasSubstr("the random starts agree most at K = 20"));

  const Recommendation alone =
      recommend({candidate(5, 0.990, -1), candidate(10, 0.980, -1), candidate(20, 0.972, -1)});
  EXPECT_EQ(alone.k, 20);
  EXPECT_THAT(alone.reasons[1], HasSubstr("K = 20 is the smallest that predicts about as well"));
}

TEST(Recommend, TwoPointsAreNoCurve) {
  const Recommendation got = recommend({candidate(5, 0.990, 0.99), candidate(10, 0.980, 0.90)});
  EXPECT_EQ(got.reasons.front(),
            "no K stands out: the held-out error falls from 0.99 at K = 5 to 0.98 at K = 10");
}

TEST(Recommend, AtTheEndsItSaysToTryMore) {
  const Recommendation first =
      recommend({candidate(5, 0.3, 0.99), candidate(10, 0.3, 0.8), candidate(15, 0.31, 0.8)});
  EXPECT_EQ(first.k, 5);
  EXPECT_EQ(first.confidence, Confidence::medium);
  EXPECT_THAT(first.reasons.back(), HasSubstr("try smaller ones"));

  const Recommendation last =
      recommend({candidate(5, 0.95, 0.8), candidate(10, 0.85, 0.8), candidate(15, 0.4, 0.8)});
  EXPECT_EQ(last.k, 15);
  EXPECT_EQ(last.confidence, Confidence::low);
  EXPECT_THAT(last.reasons.front(), HasSubstr("try larger ones"));
}

TEST(Recommend, WhereNothingIsPredictedTheStartsAreAllThereIs) {
  const Recommendation got = recommend({candidate(2, 1.1, 0.4), candidate(3, 1.2, 0.6)});
  EXPECT_EQ(got.k, 3);
  EXPECT_EQ(got.confidence, Confidence::low);
  EXPECT_THAT(got.reasons.front(), HasSubstr("no component at all"));
}

TEST(Recommend, OneKIsNoChoice) {
  const Recommendation got = recommend({candidate(7, 0.5)});
  EXPECT_EQ(got.k, 7);
  EXPECT_EQ(got.confidence, Confidence::low);
  EXPECT_THAT(got.reasons, ElementsAre("no other K was tried"));
  EXPECT_THROW(recommend({}), std::invalid_argument);
}

TEST(Confidence, HasNames) {
  EXPECT_STREQ(name_of(Confidence::high), "high");
  EXPECT_STREQ(name_of(Confidence::medium), "medium");
  EXPECT_STREQ(name_of(Confidence::low), "low");
}

}  // namespace
}  // namespace nmf
