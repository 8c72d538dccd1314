#include "nmf/report/relevant_terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>
#include <vector>

#include "nmf/model/term_scores.h"

namespace {

using Terms = std::vector<std::int64_t>;

/// Every term sorted anew for every lambda.
std::set<std::int64_t> slow_union(const double* in_topic, const std::vector<double>& in_corpus,
                                  std::size_t count) {
  std::set<std::int64_t> found;
  for (int step = 0; step <= 20; ++step) {
    std::vector<std::pair<double, std::int64_t>> order;
    for (std::size_t v = 0; v < in_corpus.size(); ++v) {
      if (in_topic[v] > 0 && in_corpus[v] > 0)
        order.emplace_back(-nmf::relevance(in_topic[v], in_corpus[v], step / 20.0), v);
    }
    std::sort(order.begin(), order.end());
    for (std::size_t i = 0; i < std::min(count, order.size()); ++i) found.insert(order[i].second);
  }
  return found;
}

TEST(RelevantTerms, AreThoseThatSomeLambdaBringsToTheTop) {
  constexpr std::size_t kTopics = 3, kTerms = 300;
  std::mt19937 random(2);
  std::uniform_real_distribution<double> uniform(-0.5, 1);
  std::vector<double> P(kTopics * kTerms), in_corpus(kTerms);
  for (double& p : P) p = std::max(0.0, uniform(random));
  for (double& p : in_corpus) p = std::max(0.0, uniform(random));
  const std::vector<Terms> one = nmf::relevant_terms(P, in_corpus, 10, nmf::Threads(1));
  EXPECT_EQ(nmf::relevant_terms(P, in_corpus, 10, nmf::Threads(3)), one);
  ASSERT_EQ(one.size(), kTopics);
  for (std::size_t k = 0; k < kTopics; ++k) {
    const double* row = &P[k * kTerms];
    EXPECT_EQ(std::set<std::int64_t>(one[k].begin(), one[k].end()), slow_union(row, in_corpus, 10));
    EXPECT_GT(one[k].size(), 10);  // else the slider would change nothing
    EXPECT_TRUE(std::is_sorted(one[k].begin(), one[k].end(), [&](std::int64_t a, std::int64_t b) {
      return row[static_cast<std::size_t>(a)] > row[static_cast<std::size_t>(b)];
    }));
  }
}

TEST(RelevantTerms, LeavesOutWhatTheTopicOrTheCorpusDoesNotHave) {
  const std::vector<double> P = {0.5, 0, 0.25, 0.25, 0, 0, 0, 0}, in_corpus = {0.5, 0.5, 0, 0.25};
  EXPECT_EQ(nmf::relevant_terms(P, in_corpus, 10, nmf::Threads(1)),
            (std::vector<Terms>{{0, 3}, {}}));
}

}  // namespace
