#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nmf/evaluation/coherence.h"
#include "nmf/evaluation/diversity.h"
#include "nmf/evaluation/occurrences.h"
#include "nmf/evaluation/topic_terms.h"

namespace nmf {

/// What can be said of a model beyond the terms of its topics.
struct ModelScores {
  Score exclusivity;
  double residual = 0;              ///< ||X - W H||_F of the fit
  std::optional<double> explained;  ///< 1 - ||X - W H||^2 / ||X||^2; none: ||X|| is not known
};

/// \param topics    the model's, by number
/// \param residual  ||X - W H||_F
/// \param X_norm    ||X||_F; none: not known
ModelScores model_scores(const at::Tensor& H, const std::vector<std::string>& vocabulary,
                         const TopicTerms& topics, double residual, std::optional<double> X_norm);

/// All scores of some topics.
struct Evaluation {
  TopicTerms topics;
  std::vector<std::int64_t> listing;  ///< the topics in the order in which they are shown
  std::int64_t most = 10;             ///< terms of a topic that were scored, at most
  std::int64_t documents = 0;         ///< of the corpus
  std::int64_t tokens = 0;            ///< of the corpus, stop words left out
  Coherence coherence;
  Score diversity;
  std::optional<ModelScores> model;  ///< none: the topics are no model's
  std::vector<std::string> notes;    ///< what was left out and why, whole sentences
};

/// Scores topics by what was counted of them. `listing` is their own order, `model` is left empty.
/// \param weights  the corpus is of finished weights, of which only where they stand was counted
/// Throws IoError as coherence.
Evaluation evaluate(TopicTerms topics, std::int64_t most, const Occurrences& counts,
                    bool weights = false);

}  // namespace nmf
