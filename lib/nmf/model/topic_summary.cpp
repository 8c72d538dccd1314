#include "nmf/model/topic_summary.h"

#include <algorithm>
#include <span>
#include <stdexcept>

#include "nmf/core/parallel.h"
#include "nmf/model/positive_factors.h"
#include "nmf/model/term_scores.h"

namespace nmf {
namespace {

void validate(const SummaryOptions& options) {
  const auto is_share = [](double x) { return x >= 0 && x <= 1; };
  if (options.n_terms < 0 || options.n_documents < 0 || !is_share(options.lambda) ||
      !is_share(options.frex_weight)) {
    throw std::invalid_argument("summarize_topics: an option is out of its range");
  }
}

/// What the scores are made of.
struct Probabilities {
  std::size_t terms;
  std::vector<double> in_topic;        // [K, V]
  std::vector<double> in_corpus;       // [V]
  std::vector<Exclusivity> exclusive;  // [V]

  [[nodiscard]] std::span<const double> topic(std::size_t k) const {
    return std::span(in_topic).subspan(k * terms, terms);
  }
};

Probabilities probabilities(const Model& model) {
  Probabilities p{model.vocabulary.size(),
                  topic_term_probabilities(model),
                  term_probabilities(model.term_frequency),
                  {}};
  const auto topics = static_cast<std::size_t>(model.H.size(0));
  p.exclusive.reserve(p.terms);
  std::vector<double> column(topics);
  for (std::size_t v = 0; v < p.terms; ++v) {
    for (std::size_t k = 0; k < topics; ++k) column[k] = p.in_topic[k * p.terms + v];
    p.exclusive.push_back(exclusivity(column, model.term_frequency[v]));
  }
  return p;
}

/// The `count` best terms of a topic, of those that it and the corpus have.
std::vector<ScoredTerm> best_terms(const Model& model, const Probabilities& p, std::size_t k,
                                   std::span<const double> scores, std::int64_t count) {
  std::vector<std::size_t> order;
  for (std::size_t v = 0; v < p.terms; ++v)
    if (p.topic(k)[v] > 0 && p.in_corpus[v] > 0) order.push_back(v);
  const auto middle = order.begin() + std::min(std::ssize(order), std::ptrdiff_t{count});
  std::partial_sort(order.begin(), middle, order.end(), [&](std::size_t a, std::size_t b) {
    return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
  });
  std::vector<ScoredTerm> terms;
  for (auto v = order.begin(); v != middle; ++v)
    terms.push_back({model.vocabulary[*v], scores[*v]});
  return terms;
}

void score_terms(const Model& model, const Probabilities& p, const SummaryOptions& options,
                 TopicSummary& topic) {
  const auto k = static_cast<std::size_t>(topic.topic);
  const std::span<const double> in_topic = p.topic(k);
  std::vector<double> scores(p.terms);
  for (std::size_t v = 0; v < p.terms; ++v) scores[v] = lift(in_topic[v], p.in_corpus[v]);
  topic.lift = best_terms(model, p, k, scores, options.n_terms);
  for (std::size_t v = 0; v < p.terms; ++v)
    scores[v] = relevance(in_topic[v], p.in_corpus[v], options.lambda);
  topic.relevance = best_terms(model, p, k, scores, options.n_terms);
  for (std::size_t v = 0; v < p.terms; ++v) scores[v] = p.exclusive[v].of(in_topic[v]);
  scores = frex(in_topic, scores, options.frex_weight);
  topic.frex = best_terms(model, p, k, scores, options.n_terms);
}

}  // namespace

std::vector<TopicSummary> summarize_topics(const Model& model, const SummaryOptions& options,
                                           int threads) {
  validate(options);
  std::vector<TopicSummary> summaries;
  const auto documents = typical_documents(model, options.n_documents);
  for (Topic& topic : top_topics(model.W, model.H, model.vocabulary, options.n_terms)) {
    summaries.push_back({topic.topic,
                         topic.share,
                         std::move(topic.terms),
                         {},
                         {},
                         {},
                         documents[static_cast<std::size_t>(topic.topic)]});
  }
  const Probabilities p = probabilities(model);
  Threads(threads).for_each_block(std::ssize(summaries), [&](std::int64_t i) {
    score_terms(model, p, options, summaries[static_cast<std::size_t>(i)]);
  });
  return summaries;
}

}  // namespace nmf
