#include "nmf/evaluation/topic_terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

namespace nmf {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(TopicTerms, NumbersTermsByFirstAppearance) {
  const TopicTerms topics = number_terms({{"cat", "dog"}, {}, {"dog", "fox", "dog"}});
  EXPECT_THAT(topics.terms, ElementsAre("cat", "dog", "fox"));
  EXPECT_THAT(topics.topics, ElementsAre(ElementsAre(0, 1), IsEmpty(), ElementsAre(1, 2, 1)));
}

TEST(TopicTerms, TakesTheFirstTermsOfEachTopic) {
  const TopicTerms topics = number_terms({{"a", "b", "c"}, {"d"}}, 2);
  EXPECT_THAT(topics.terms, ElementsAre("a", "b", "d"));
  EXPECT_THAT(topics.topics, ElementsAre(ElementsAre(0, 1), ElementsAre(2)));
  EXPECT_THROW(number_terms({{"a"}}, 0), std::invalid_argument);
}

TEST(TopicPairs, GiveEveryPairOfATopicsDistinctTermsANumberOfItsOwn) {
  const TopicPairs pairs(number_terms({{"a", "b", "c", "b"}, {"c", "a"}, {"d"}}));
  EXPECT_EQ(pairs.topics(), 3U);
  EXPECT_EQ(pairs.terms(), 4U);
  EXPECT_EQ(pairs.pairs(), 3U + 1U);
  std::set<std::size_t> numbers;
  for (std::int32_t i = 1; i < 3; ++i)
    for (std::int32_t j = 0; j < i; ++j) {
      numbers.insert(pairs.pair(0, i, j));
      EXPECT_EQ(pairs.pair(0, i, j), pairs.pair(0, j, i));
    }
  numbers.insert(pairs.pair(1, 0, 1));
  EXPECT_THAT(numbers, ElementsAre(0, 1, 2, 3));
}

TEST(TopicPairs, KnowTheSeatsOfATerm) {
  const TopicPairs pairs(number_terms({{"a", "b", "b"}, {"c", "a"}}));
  const auto seats = pairs.seats(0);
  ASSERT_EQ(seats.size(), 2U);
  EXPECT_EQ(seats[0].topic, 0);
  EXPECT_EQ(seats[0].place, 0);
  EXPECT_EQ(seats[1].topic, 1);
  EXPECT_EQ(seats[1].place, 1);
  EXPECT_EQ(pairs.place(1, 0), 1);
  EXPECT_EQ(pairs.place(1, 2), 0);
  EXPECT_THROW((void)pairs.place(0, 2), std::logic_error);
}

}  // namespace
}  // namespace nmf
