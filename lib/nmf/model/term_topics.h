#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nmf/model/load_model.h"

namespace nmf {

/// What a topic has of one term. Entries of H below 0 count as 0.
struct TermTopic {
  std::int64_t topic = 0;  ///< row of H
  double weight = 0;       ///< H_kv
  double probability = 0;  ///< P(term | topic)
  double share = 0;        ///< P(topic | term): P(term | topic) times the topic's share, normalized
  std::int64_t rank = 0;   ///< of the term in the topic by weight, from 1; ties by term order
};

/// Column of a term; none where the vocabulary does not have it.
std::optional<std::int64_t> find_term(const Model& model, std::string_view term);

/// Column of the term that the model's analyzer makes of a word, or of so many words as a term of
/// its may have; none where it makes another number of terms or the vocabulary does not have it.
/// \param vectorizer  as the model's configuration has it
std::optional<std::int64_t> find_analyzed(const Model& model, const VectorizerOptions& vectorizer,
                                          std::string_view words);

/// The topics that have a term, by falling share of it, ties by number.
/// \param term  column of H
std::vector<TermTopic> term_topics(const Model& model, std::int64_t term);

/// Terms that `term` may be a slip of (slips_allowed), the nearest first, then the more frequent.
std::vector<std::string> near_terms(const Model& model, std::string_view term,
                                    std::size_t count = 3);

}  // namespace nmf
