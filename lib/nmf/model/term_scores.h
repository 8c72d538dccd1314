#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace nmf {

/// How much more often a term stands in a topic than in the corpus: P(term | topic) / P(term).
/// 0 for a term that occurs nowhere in the corpus, of which nothing is known.
/// Source: Taddy 2012, "On estimation and selection for topic models"; stm's calclift.
double lift(double in_topic, double in_corpus);

/// lambda log P(term | topic) + (1 - lambda) log lift. -infinity where either is 0.
/// \param lambda  from 0 (lift alone) to 1 (probability alone); LDAvis advises 0.6
/// Source: Sievert & Shirley 2014, "LDAvis: a method for visualizing and interpreting topics".
double relevance(double in_topic, double in_corpus, double lambda);

/// P(term) of each term: its share of all occurrences. All 0 where there are none.
std::vector<double> term_probabilities(std::span<const std::int64_t> term_frequency);

/// How a term divides itself among the topics: P(topic | term) for topics that are equally likely,
/// shrunk towards 1 / K, the more the rarer the term is.
struct Exclusivity {
  double uniform = 1;    ///< 1 / K
  double sum = 0;        ///< of P(term | topic) over the topics
  double shrinkage = 1;  ///< from 0 (none) to 1 (all topics have 1 / K)

  /// For a topic with this P(term | topic).
  [[nodiscard]] double of(double in_topic) const {
    return shrinkage < 1 ? shrinkage * uniform + (1 - shrinkage) * (in_topic / sum) : uniform;
  }
};

/// A James-Stein estimator.
/// \param in_topics   [K] P(term | topic)
/// \param occurrences of the term in the corpus; with 1 or none, or in no topic, it is shrunk
/// wholly Source: Hausser & Strimmer 2009, "Entropy inference and the James-Stein estimator"; stm's
/// js.estimate.
Exclusivity exclusivity(std::span<const double> in_topics, std::int64_t occurrences);

/// FREX of every term for one topic: the weighted harmonic mean of the term's ranks (as shares of
/// V, ties share their mean rank) by probability and by exclusivity.
///
/// \param in_topic     [V] P(term | topic)
/// \param exclusive    [V] exclusivity of the terms for this topic
/// \param weight       of the rank by probability, from 0 to 1
/// \return [V] in (0, 1]
/// Source: Bischof & Airoldi 2012, "Summarizing topical content with word frequency and
/// exclusivity"; ranks and the harmonic mean as stm's calcfrex has them.
std::vector<double> frex(std::span<const double> in_topic, std::span<const double> exclusive,
                         double weight = 0.5);

}  // namespace nmf
