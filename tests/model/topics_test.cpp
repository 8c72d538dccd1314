#include <ATen/ops/rand.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>

#include "nmf/model/model.h"
#include "tests/support/temporary_directory.h"

namespace {

at::Tensor matrix(const std::vector<double>& values, std::int64_t rows, std::int64_t columns) {
  return at::tensor(values, at::kDouble).reshape({rows, columns});
}

std::vector<std::string> terms_of(const nmf::Topic& topic) {
  std::vector<std::string> terms;
  for (const nmf::TopicTerm& term : topic.terms) terms.push_back(term.term);
  return terms;
}

const std::vector<std::string> kVocabulary = {"a", "b", "c"};

TEST(Topics, AreSortedByShareWithTheirOwnNumber) {
  const at::Tensor W = matrix({1, 3, 0, -5, 2, 1}, 3, 2);          // sums above zero: 3, 4
  const at::Tensor H = matrix({0.5, 0.25, 0.25, 1, -9, 4}, 2, 3);  // sums above zero: 1, 5
  const auto topics = nmf::top_topics(W, H, kVocabulary);
  ASSERT_EQ(topics.size(), 2);
  EXPECT_EQ(topics[0].topic, 1);
  EXPECT_DOUBLE_EQ(topics[0].share, 20.0 / 23.0);
  EXPECT_THAT(terms_of(topics[0]), testing::ElementsAre("c", "a", "b"));
  EXPECT_EQ(topics[0].terms[0].weight, 4);
  EXPECT_EQ(topics[0].terms[2].weight, -9);
  EXPECT_EQ(topics[1].topic, 0);
  EXPECT_DOUBLE_EQ(topics[1].share, 3.0 / 23.0);
  EXPECT_THAT(terms_of(topics[1]), testing::ElementsAre("a", "b", "c"));  // tie of b and c
}

TEST(Topics, TiesOfShareGoByNumber) {
  const at::Tensor W = matrix({1, 1, 1}, 1, 3);
  const at::Tensor H = matrix({1, 0, 0, 0, 1, 0, 0, 0, 1}, 3, 3);
  const auto topics = nmf::top_topics(W, H, kVocabulary, 1);
  EXPECT_EQ(topics[0].topic, 0);
  EXPECT_EQ(topics[1].topic, 1);
  EXPECT_EQ(topics[2].topic, 2);
  EXPECT_THAT(terms_of(topics[2]), testing::ElementsAre("c"));
}

TEST(Topics, NumberOfTermsIsBounded) {
  const at::Tensor W = matrix({1}, 1, 1);
  const at::Tensor H = matrix({3, 2, 1}, 1, 3);
  EXPECT_TRUE(nmf::top_topics(W, H, kVocabulary, 0)[0].terms.empty());
  EXPECT_EQ(nmf::top_topics(W, H, kVocabulary, 2)[0].terms.size(), 2);
  EXPECT_EQ(nmf::top_topics(W, H, kVocabulary, 99)[0].terms.size(), 3);
}

TEST(Topics, FactorsWithoutAnythingAboveZeroHaveNoShare) {
  const auto topics = nmf::top_topics(matrix({-1, -1}, 1, 2), at::zeros({2, 3}), kVocabulary);
  EXPECT_EQ(topics[0].share, 0);
  EXPECT_EQ(topics[1].share, 0);
  EXPECT_TRUE(topics[0].terms.empty());
}

TEST(Topics, ATermOfWeightZeroIsNoneOfATopic) {
  const at::Tensor W = matrix({1, 1}, 1, 2);
  const auto topics = nmf::top_topics(W, matrix({0, 3, 0, 1, -0.0, 2}, 2, 3), kVocabulary);
  EXPECT_THAT(terms_of(topics[0]), testing::ElementsAre("b"));
  EXPECT_THAT(terms_of(topics[1]), testing::ElementsAre("c", "a"));
  // Where a weight may be below 0 all of them are in their order, as the notebook's H has them.
  const auto signed_ones = nmf::top_topics(W, matrix({0, 3, -1, 1, 0, 0}, 2, 3), kVocabulary);
  EXPECT_THAT(terms_of(signed_ones[0]), testing::ElementsAre("b", "a", "c"));
  EXPECT_THAT(terms_of(signed_ones[1]), testing::ElementsAre("a", "b", "c"));
}

TEST(EmptyTopics, AreThoseThatAddNothingToWH) {
  const at::Tensor W = matrix({1, 0, 1, 1e-20, 2, 0, 0, 0}, 2, 4);
  const at::Tensor H = matrix({1, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1}, 4, 3);
  EXPECT_EQ(nmf::empty_topics(W, H, 1), 3);
  EXPECT_EQ(nmf::empty_topics(W, H, 0), 2) << "the fourth is small, not 0";
  EXPECT_EQ(nmf::empty_topics(W.to(at::kFloat).set_requires_grad(true), H.t().contiguous().t(), 1),
            3);
  EXPECT_EQ(nmf::empty_topics(-W, H, 1), 3) << "signs make nothing empty";
}

TEST(Topics, DoNotCareForLayoutDtypeOrHistory) {
  const at::Tensor W = at::rand({50, 4});
  const at::Tensor H = at::rand({3, 4}).t();  // memory goes term by term
  const auto expected = nmf::top_topics(W.to(at::kDouble), H.contiguous(), kVocabulary);
  const auto topics =
      nmf::top_topics(W.clone().set_requires_grad(true), H.set_requires_grad(true), kVocabulary);
  for (std::size_t i = 0; i < topics.size(); ++i) {
    EXPECT_EQ(topics[i].topic, expected[i].topic);
    EXPECT_EQ(topics[i].share, expected[i].share);
    EXPECT_EQ(topics[i].terms[0].weight, expected[i].terms[0].weight);
  }
}

TEST(Topics, ShapesThatDoNotMatchAreAFault) {
  const at::Tensor W = at::zeros({5, 2});
  EXPECT_THROW(nmf::top_topics(W, at::zeros({3, 3}), kVocabulary), std::invalid_argument);
  EXPECT_THROW(nmf::top_topics(W, at::zeros({2, 4}), kVocabulary), std::invalid_argument);
  EXPECT_THROW(nmf::top_topics(W, at::zeros({2, 3}), kVocabulary, -1), std::invalid_argument);
}

TEST(Topics, AWeightThatIsNotFiniteIsNamed) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(
      nmf::test::message_of<nmf::ModelError>([&] {
        nmf::top_topics(matrix({1, 1}, 1, 2), matrix({1, 1, 1, 1, nan, 1}, 2, 3), kVocabulary);
      }),
      "topic 1: the weight of term 'b' is nan, expected a finite number; fit the model again");
  const double inf = std::numeric_limits<double>::infinity();
  EXPECT_THROW(nmf::top_topics(matrix({inf}, 1, 1), matrix({1, 1, 1}, 1, 3), kVocabulary),
               nmf::ModelError);
}

TEST(NegativeShare, CountsEntriesBelowZero) {
  EXPECT_EQ(nmf::negative_share(matrix({-1, 0, -0.0, 2, -1e-300, 3, 4, 5}, 2, 4)), 0.25);
  EXPECT_EQ(nmf::negative_share(at::zeros({3, 3}).set_requires_grad(true)), 0);
  EXPECT_EQ(nmf::negative_share(at::zeros({0, 3})), 0);
}

}  // namespace
