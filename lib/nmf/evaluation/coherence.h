#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nmf/evaluation/occurrences.h"
#include "nmf/evaluation/topic_terms.h"

namespace nmf {

/// One score of some topics. Every number is finite.
struct Score {
  std::optional<double> mean;                 ///< over the topics that have it; none: none has
  std::vector<std::optional<double>> topics;  ///< in their order
};

/// The four coherence scores of gensim's CoherenceModel, each the larger the better.
///
/// A term that occurs nowhere in the corpus is left out of its topics, as gensim leaves out what is
/// not in the corpus's dictionary; a topic with fewer than two terms left has no score.
/// Source: Röder, Both, Hinneburg, Exploring the Space of Topic Coherence Measures (WSDM 2015);
/// gensim 4.4, models/coherencemodel.py, to 1e-6 (its epsilon of 1e-12 beside each joint
/// probability included).
struct Coherence {
  /// Mimno et al. 2011: log of the share of the documents with a higher term that have a lower one
  /// too; at most 0.
  Score u_mass;
  /// The three over windows; none where the documents of the corpus have no order.
  /// Cosines between a term's NPMIs with all terms of its topic and the sum of these vectors, in
  /// windows of 110 tokens; 0 where that sum is 0. From -1 to 1.
  std::optional<Score> c_v;
  /// Pointwise mutual information of all pairs (Newman et al. 2010), in windows of 10 tokens.
  std::optional<Score> c_uci;
  /// The same, normalized to -1 to 1 (Bouma 2009; Aletras & Stevenson 2013).
  std::optional<Score> c_npmi;
  std::vector<std::string> absent;  ///< terms that occur nowhere, by first appearance
};

/// The first of the four alone, of topics as TopicTerms has them.
/// \param pairs      of these topics
/// \param documents  counts of these terms and pairs, each document one window
Score u_mass(const std::vector<std::vector<std::int32_t>>& topics, const TopicPairs& pairs,
             const WindowCounts& documents);

/// \param counts  of these topics
/// Throws IoError if none of the terms occurs.
Coherence coherence(const TopicTerms& topics, const Occurrences& counts);

}  // namespace nmf
