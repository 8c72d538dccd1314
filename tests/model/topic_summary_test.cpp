// Covers typical_documents.cpp, label_table.cpp, term_topics.cpp.
#include "nmf/model/topic_summary.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/rand.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "nmf/model/label_table.h"
#include "nmf/model/positive_factors.h"
#include "nmf/model/term_scores.h"
#include "nmf/model/term_topics.h"
#include "tests/model/hand_made_model.h"

namespace {

using nmf::test::hand_made_model;
using testing::ElementsAre;

std::vector<std::string> terms_of(const std::vector<nmf::ScoredTerm>& list) {
  std::vector<std::string> terms;
  terms.reserve(list.size());
  for (const nmf::ScoredTerm& term : list) terms.push_back(term.term);
  return terms;
}

TEST(TopicSummary, ScoresTheTermsThatATopicHas) {
  const auto topics = nmf::summarize_topics(hand_made_model());
  ASSERT_EQ(topics.size(), 2);
  EXPECT_EQ(topics[0].topic, 1);
  EXPECT_DOUBLE_EQ(topics[0].share, 8.0 / 14);
  EXPECT_EQ(topics[0].terms[0].term, "gamma");
  EXPECT_EQ(topics[0].terms.size(), 3);
  // P(term): 0.25, 0.25, 0.5. Lift in topic 1: beta 1, gamma 1.5; in topic 0: 2 and 2.
  EXPECT_THAT(terms_of(topics[0].lift), ElementsAre("gamma", "beta"));
  EXPECT_DOUBLE_EQ(topics[0].lift[0].score, 1.5);
  EXPECT_DOUBLE_EQ(topics[0].lift[1].score, 1);
  EXPECT_THAT(terms_of(topics[1].lift), ElementsAre("alpha", "beta"));  // a tie, by term order
  EXPECT_DOUBLE_EQ(topics[1].relevance[0].score, 0.6 * std::log(0.5) + 0.4 * std::log(2));
  // alpha is topic 0's alone, beta not: only exclusivity tells them apart.
  EXPECT_THAT(terms_of(topics[1].frex), ElementsAre("alpha", "beta"));
  EXPECT_GT(topics[1].frex[0].score, topics[1].frex[1].score);
}

TEST(TopicSummary, ListsAreBounded) {
  const auto topics = nmf::summarize_topics(hand_made_model(), {.n_terms = 1, .n_documents = 0});
  for (const nmf::TopicSummary& topic : topics) {
    EXPECT_EQ(topic.terms.size(), 1);
    EXPECT_EQ(topic.frex.size(), 1);
    EXPECT_EQ(topic.lift.size(), 1);
    EXPECT_EQ(topic.relevance.size(), 1);
    EXPECT_TRUE(topic.documents.empty());
  }
}

TEST(TopicSummary, ATermThatTheCorpusDoesNotHaveHasNoScore) {
  nmf::Model model = hand_made_model();
  model.term_frequency[2] = 0;
  const auto topics = nmf::summarize_topics(model);
  EXPECT_THAT(terms_of(topics[0].lift), ElementsAre("beta"));
  EXPECT_THAT(terms_of(topics[0].frex), ElementsAre("beta"));
}

TEST(TopicSummary, DoesNotDependOnTheNumberOfThreads) {
  nmf::Model model = hand_made_model();
  model.W = at::rand({30, 7});
  model.H = at::rand({40, 7}).t();
  model.vocabulary.clear();
  for (int v = 0; v < 40; ++v) model.vocabulary.push_back(fmt::format("t{}", v));
  model.term_frequency.assign(40, 3);
  model.documents.assign(30, {"d", ""});
  const auto one = nmf::summarize_topics(model, {}, 1), four = nmf::summarize_topics(model, {}, 4);
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].topic, four[i].topic);
    EXPECT_EQ(terms_of(one[i].frex), terms_of(four[i].frex));
    for (std::size_t j = 0; j < one[i].frex.size(); ++j)
      EXPECT_EQ(one[i].frex[j].score, four[i].frex[j].score);
  }
}

TEST(TopicSummary, OptionsOutOfRangeAreAFault) {
  const nmf::Model model = hand_made_model();
  EXPECT_THROW(nmf::summarize_topics(model, {.n_terms = -1}), std::invalid_argument);
  EXPECT_THROW(nmf::summarize_topics(model, {.lambda = 1.5}), std::invalid_argument);
  EXPECT_THROW(nmf::summarize_topics(model, {.lambda = std::nan("")}), std::invalid_argument);
}

TEST(TypicalDocuments, AreThoseWithTheLargestWeights) {
  const auto all = nmf::typical_documents(hand_made_model(), 5);
  ASSERT_EQ(all.size(), 2);
  ASSERT_EQ(all[0].size(), 2);  // the third is below zero, the fourth has nothing
  EXPECT_EQ(all[0][0].row, 1);
  EXPECT_EQ(all[0][0].weight, 2);
  EXPECT_EQ(all[0][0].share, 0.5);  // 2 * 2 of 2 * 2 + 1 * 4
  EXPECT_EQ(all[0][1].row, 0);
  EXPECT_EQ(all[0][1].share, 1);
  ASSERT_EQ(all[1].size(), 2);  // equal weights: by row
  EXPECT_EQ(all[1][0].row, 1);
  EXPECT_EQ(all[1][1].row, 2);
  EXPECT_EQ(nmf::typical_documents(hand_made_model(), 1)[1].size(), 1);
  EXPECT_EQ(nmf::typical_documents(hand_made_model(), 1)[1][0].row, 1);
}

TEST(TypicalDocuments, AreTheSameAsOfAFullSort) {
  nmf::Model model = hand_made_model();
  model.W = at::rand({200, 2}, at::kDouble);
  model.documents.assign(200, {"d", ""});
  const auto best = nmf::typical_documents(model, 7);
  for (std::int64_t k = 0; k < 2; ++k) {
    const auto order = model.W.select(1, k).argsort(-1, true);
    for (std::int64_t i = 0; i < 7; ++i) {
      EXPECT_EQ(best[static_cast<std::size_t>(k)][static_cast<std::size_t>(i)].row,
                order[i].item<std::int64_t>());
    }
  }
}

TEST(LabelTable, HasTheShareOfEachLabelsWeight) {
  nmf::Model model = hand_made_model();
  const auto table = nmf::label_table(model);
  ASSERT_EQ(table.size(), 3);
  EXPECT_EQ(table[0].label, "x");
  EXPECT_EQ(table[0].documents, 2);
  EXPECT_THAT(table[0].shares, ElementsAre(0.6, 0.4));  // 3 * 2 and 1 * 4
  EXPECT_THAT(table[1].shares, ElementsAre(0, 1));
  EXPECT_THAT(table[2].shares, ElementsAre(0, 0));  // an empty document
  model.documents = {{"a", ""}, {"b", ""}, {"c", "y"}, {"d", ""}};
  EXPECT_EQ(nmf::label_table(model).size(), 1);
  model.documents[2].label = "";
  EXPECT_TRUE(nmf::label_table(model).empty());
}

TEST(TermTopics, SaysWhatEachTopicHasOfATerm) {
  const nmf::Model model = hand_made_model();
  const auto topics = nmf::term_topics(model, 1);
  ASSERT_EQ(topics.size(), 2);
  // P(topic | term): 0.5 * 6 / 14 and 0.25 * 8 / 14.
  EXPECT_EQ(topics[0].topic, 0);
  EXPECT_DOUBLE_EQ(topics[0].share, 0.6);
  EXPECT_EQ(topics[0].probability, 0.5);
  EXPECT_EQ(topics[0].weight, 1);
  EXPECT_EQ(topics[0].rank, 2);  // a tie with alpha, which comes first
  EXPECT_EQ(topics[1].topic, 1);
  EXPECT_DOUBLE_EQ(topics[1].share, 0.4);
  EXPECT_EQ(topics[1].rank, 2);
  EXPECT_EQ(nmf::term_topics(model, 0).size(), 1);
  EXPECT_EQ(nmf::term_topics(model, 2)[0].rank, 1);
  EXPECT_THROW(nmf::term_topics(model, 3), std::invalid_argument);
}

TEST(TermTopics, FindsTermsAndWhatMayBeMeant) {
  nmf::Model model = hand_made_model();
  EXPECT_EQ(nmf::find_term(model, "beta"), 1);
  EXPECT_EQ(nmf::find_term(model, "Beta"), std::nullopt);
  EXPECT_THAT(nmf::near_terms(model, "Beta"), ElementsAre("beta"));
  EXPECT_THAT(nmf::near_terms(model, "delta"), ElementsAre("beta"));
  EXPECT_TRUE(nmf::near_terms(model, "omega").size() <= 1);
  EXPECT_TRUE(nmf::near_terms(model, "xyz").empty());
  model.vocabulary = {"bett", "bets", "beta"};
  EXPECT_THAT(nmf::near_terms(model, "betx"), ElementsAre("beta", "bett", "bets"));
  EXPECT_THAT(nmf::near_terms(model, "betx", 1), ElementsAre("beta"));
}

TEST(TermTopics, FindsWhatTheAnalyzerMakesOfWords) {
  nmf::Model model = hand_made_model();
  model.vocabulary = {"run", "moon", "moon run"};
  model.stop_words = {"the"};
  nmf::VectorizerOptions options;
  EXPECT_EQ(nmf::find_analyzed(model, options, "Moon"), 1);
  EXPECT_EQ(nmf::find_analyzed(model, options, "running"), std::nullopt);
  options.stemmer = "english";
  EXPECT_EQ(nmf::find_analyzed(model, options, "Running"), 0);
  EXPECT_EQ(nmf::find_analyzed(model, options, "the runs"), 0);
  EXPECT_EQ(nmf::find_analyzed(model, options, "the"), std::nullopt);
  EXPECT_EQ(nmf::find_analyzed(model, options, "moons running"), std::nullopt);
  options.ngram_range = {1, 2};
  EXPECT_EQ(nmf::find_analyzed(model, options, "moons running"), 2);
  EXPECT_EQ(nmf::find_analyzed(model, options, "run moon run"), std::nullopt);
  options.analyzer = nmf::Analyzer::characters;
  EXPECT_EQ(nmf::find_analyzed(model, options, "moon"), std::nullopt);
}

}  // namespace
