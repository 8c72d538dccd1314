#include "nmf/evaluation/window_counter.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace nmf {
namespace {

using testing::ElementsAre;

/// A document: the number of a term of the topics for each token, -1 for any other.
using Tokens = std::vector<std::int32_t>;

/// The slow twin: looks at every window and keeps the set of the terms in it, as gensim does.
WindowCounts count_windows(const TopicTerms& topics, const std::vector<Tokens>& documents,
                           std::int64_t size) {
  const TopicPairs pairs(topics);
  WindowCounts counts{0, std::vector<std::int64_t>(topics.terms.size(), 0),
                      std::vector<std::int64_t>(pairs.pairs(), 0)};
  const auto count = [&](const std::set<std::int32_t>& terms) {
    ++counts.windows;
    for (const std::int32_t a : terms) {
      if (a < 0) continue;
      ++counts.terms[static_cast<std::size_t>(a)];
      for (const auto& of_a : pairs.seats(a)) {
        for (const std::int32_t b : terms) {
          if (b <= a) continue;
          for (const auto& of_b : pairs.seats(b))
            if (of_b.topic == of_a.topic)
              ++counts.pairs[pairs.pair(of_a.topic, of_a.place, of_b.place)];
        }
      }
    }
  };
  for (const Tokens& document : documents) {
    const auto length = std::ssize(document);
    const auto first = document.begin() + std::min(length, size);
    std::set<std::int32_t> terms(document.begin(), first);
    count(terms);
    for (std::int64_t window = 1; window <= length - size; ++window) {
      terms.erase(document[static_cast<std::size_t>(window - 1)]);
      terms.insert(document[static_cast<std::size_t>(window + size - 1)]);
      count(terms);
    }
  }
  return counts;
}

WindowCounts count(const TopicTerms& topics, const std::vector<Tokens>& documents,
                   std::int64_t size) {
  const TopicPairs pairs(topics);
  WindowCounter counter(pairs, size);
  for (const Tokens& document : documents) {
    std::vector<detail::TermPlace> places;
    for (std::size_t i = 0; i < document.size(); ++i)
      if (document[i] >= 0) places.push_back({static_cast<std::int64_t>(i), document[i]});
    counter.add(std::ssize(document), places);
  }
  return counter.counts();
}

void expect_equal(const WindowCounts& counts, const WindowCounts& wanted) {
  EXPECT_EQ(counts.windows, wanted.windows);
  EXPECT_EQ(counts.terms, wanted.terms);
  EXPECT_EQ(counts.pairs, wanted.pairs);
}

const TopicTerms kTwoTerms{{"a", "b"}, {{0, 1}}};

TEST(WindowCounter, CountsTheWindowsWithATermAndWithBoth) {
  // Windows of three: a.b  .b.  b..
  const WindowCounts counts = count(kTwoTerms, {{0, -1, 1, -1, -1}}, 3);
  EXPECT_EQ(counts.windows, 3);
  EXPECT_THAT(counts.terms, ElementsAre(1, 3));
  EXPECT_THAT(counts.pairs, ElementsAre(1));
}

TEST(WindowCounter, ATokenThatLeavesTakesItsTermAlongThoughItStillStandsThere) {
  // Windows of three: a.a  .ab (a is gone)  ab.  b.a
  const WindowCounts counts = count(kTwoTerms, {{0, -1, 0, 1, -1, 0}}, 3);
  EXPECT_EQ(counts.windows, 4);
  EXPECT_THAT(counts.terms, ElementsAre(2, 3));
  EXPECT_THAT(counts.pairs, ElementsAre(1));
}

TEST(WindowCounter, ATermThatLeavesAndComesInOneStepStays) {
  const WindowCounts counts = count(kTwoTerms, {{0, -1, -1, 0}}, 3);
  EXPECT_EQ(counts.windows, 2);
  EXPECT_THAT(counts.terms, ElementsAre(2, 0));
}

TEST(WindowCounter, AShorterOrEmptyDocumentIsOneWindow) {
  const WindowCounts counts = count(kTwoTerms, {{0, 1}, {}, {1}, {0, 0, 1}}, 3);
  EXPECT_EQ(counts.windows, 4);
  EXPECT_THAT(counts.terms, ElementsAre(2, 3));
  EXPECT_THAT(counts.pairs, ElementsAre(2));
}

TEST(WindowCounter, AWholeDocumentIsOneWindowWhateverItsLength) {
  const WindowCounts counts =
      count(kTwoTerms, {{0, -1, -1, 1, 0, 1}, {0}, {}}, WindowCounter::kWholeDocument);
  EXPECT_EQ(counts.windows, 3);
  EXPECT_THAT(counts.terms, ElementsAre(2, 1));
  EXPECT_THAT(counts.pairs, ElementsAre(1));
}

TEST(WindowCounter, EqualsItsSlowTwinOnRandomDocuments) {
  std::mt19937 random(1);
  const auto below = [&](std::size_t n) { return static_cast<std::int32_t>(random() % n); };
  for (int round = 0; round < 200; ++round) {
    TopicTerms topics;
    for (int i = 0; i < 8; ++i) topics.terms.push_back(fmt::format("t{}", i));
    topics.topics.resize(3);
    for (auto& topic : topics.topics)
      for (std::int32_t i = 0; i < 2 + below(6); ++i) topic.push_back(below(8));
    std::vector<Tokens> documents(4);
    for (Tokens& document : documents) {
      document.resize(static_cast<std::size_t>(below(40)));
      for (auto& token : document) token = below(16) < 8 ? -1 : below(8);
    }
    for (const std::int64_t size : {1, 2, 3, 10, 39, 40, 1000}) {
      SCOPED_TRACE("round " + std::to_string(round) + ", window of " + std::to_string(size));
      expect_equal(count(topics, documents, size), count_windows(topics, documents, size));
    }
  }
}

TEST(WindowCounts, AddUp) {
  WindowCounts counts{3, {1, 2}, {1}};
  counts.add({4, {10, 20}, {5}});
  expect_equal(counts, {7, {11, 22}, {6}});
}

}  // namespace
}  // namespace nmf
