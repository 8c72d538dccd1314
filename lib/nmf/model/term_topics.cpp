#include "nmf/model/term_topics.h"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <tuple>

#include "nmf/core/edit_distance.h"
#include "nmf/model/positive_factors.h"
#include "nmf/text/term_analyzer.h"

namespace nmf {

std::optional<std::int64_t> find_term(const Model& model, std::string_view term) {
  const auto found = std::find(model.vocabulary.begin(), model.vocabulary.end(), term);
  if (found == model.vocabulary.end()) return std::nullopt;
  return found - model.vocabulary.begin();
}

std::optional<std::int64_t> find_analyzed(const Model& model, const VectorizerOptions& vectorizer,
                                          std::string_view words) {
  const bool of_words =
      vectorizer.analyzer == Analyzer::word || vectorizer.analyzer == Analyzer::icu;
  if (!of_words) return std::nullopt;
  std::string term;  // at the end the longest, which comes last
  const detail::TokenTally tally =
      detail::TermAnalyzer(vectorizer, model.stop_words)
          .for_each_term(words, [&](std::string_view found) { term = found; });
  const std::int64_t tokens = tally.tokens - tally.stop_tokens;
  if (tokens == 0 || tokens > vectorizer.ngram_range[1]) return std::nullopt;
  return find_term(model, term);
}

std::vector<TermTopic> term_topics(const Model& model, std::int64_t term) {
  if (term < 0 || term >= model.H.size(1)) throw std::invalid_argument("term_topics: no such term");
  const std::vector<double> masses = topic_masses(model), shares = topic_shares(model);
  std::vector<double> own;
  for_each_term(model, [&](std::int64_t v, std::span<const double> weights) {
    if (v == term) own.assign(weights.begin(), weights.end());
  });
  std::vector<std::int64_t> ranks(own.size(), 1);
  for_each_term(model, [&](std::int64_t v, std::span<const double> weights) {
    for (std::size_t k = 0; k < own.size(); ++k)
      ranks[k] += weights[k] > own[k] || (weights[k] == own[k] && v < term) ? 1 : 0;
  });

  std::vector<TermTopic> topics;
  double total = 0;
  for (std::size_t k = 0; k < own.size(); ++k) {
    if (own[k] <= 0) continue;
    const double probability = own[k] / masses[k];
    topics.push_back(
        {static_cast<std::int64_t>(k), own[k], probability, probability * shares[k], ranks[k]});
    total += topics.back().share;
  }
  for (TermTopic& topic : topics) topic.share = total > 0 ? topic.share / total : 0.0;
  std::stable_sort(topics.begin(), topics.end(),
                   [](const TermTopic& a, const TermTopic& b) { return a.share > b.share; });
  return topics;
}

std::vector<std::string> near_terms(const Model& model, std::string_view term, std::size_t count) {
  using Near = std::tuple<std::size_t, std::int64_t, std::size_t>;  // changes, -frequency, column
  std::vector<Near> near;
  const std::size_t most = slips_allowed(term);
  for (std::size_t v = 0; v < model.vocabulary.size(); ++v) {
    const std::string& other = model.vocabulary[v];
    const std::size_t longer = std::max(term.size(), other.size());
    if (longer - std::min(term.size(), other.size()) > most) continue;
    const std::size_t changes = edit_distance(term, other);
    if (changes <= most) near.emplace_back(changes, -model.term_frequency[v], v);
  }
  std::sort(near.begin(), near.end());
  std::vector<std::string> terms;
  for (std::size_t i = 0; i < std::min(count, near.size()); ++i)
    terms.push_back(model.vocabulary[std::get<2>(near[i])]);
  return terms;
}

}  // namespace nmf
