#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nmf/model/load_model.h"
#include "nmf/model/typical_documents.h"

namespace nmf {

struct SummaryOptions {
  std::int64_t n_terms = 10;     ///< in each list, at most; >= 0
  std::int64_t n_documents = 3;  ///< typical documents a topic, at most; >= 0
  double lambda = 0.6;           ///< of the relevance, from 0 to 1
  double frex_weight = 0.5;      ///< of frequency against exclusivity, from 0 to 1
};

struct ScoredTerm {
  std::string term;
  double score = 0;
};

/// One topic as a person looks at it.
struct TopicSummary {
  std::int64_t topic = 0;        ///< row of H
  double share = 0;              ///< of the corpus, see Topic
  std::vector<TopicTerm> terms;  ///< by falling weight H_kv, as top_topics has them
  /// The same terms by what sets the topic apart, see term_scores.h; falling score, ties by term
  /// order. Only terms that the topic has (H_kv > 0) and the corpus has.
  std::vector<ScoredTerm> frex, lift, relevance;
  std::vector<TypicalDocument> documents;  ///< see typical_documents
};

/// The topics of a model by falling share, ties by number.
/// \param threads  for the scores; 0: all. Never shows in the result.
/// Throws std::invalid_argument for options out of their range.
/// Cost: O(K V log V) time, O(K V) memory.
std::vector<TopicSummary> summarize_topics(const Model& model, const SummaryOptions& options = {},
                                           int threads = 0);

}  // namespace nmf
