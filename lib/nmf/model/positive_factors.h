#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "nmf/model/load_model.h"

namespace nmf {

/// W and H as shares and probabilities are made of them: entries below 0 count as 0, numbers are
/// float64 whatever the factors are.

/// Calls `use(v, weights)` for each term in order. \param use  weights [K] of column v of H
void for_each_term(const Model& model,
                   const std::function<void(std::int64_t, std::span<const double>)>& use);

/// Calls `use(d, weights)` for each document in order. \param use  weights [K] of row d of W
void for_each_document(const Model& model,
                       const std::function<void(std::int64_t, std::span<const double>)>& use);

/// Sum over the terms of each row of H. [K]
std::vector<double> topic_masses(const Model& model);

/// P(term | topic): H with each row divided by its mass; 0 for a topic without mass.
/// \return [K, V], row-major
std::vector<double> topic_term_probabilities(const Model& model);

/// Share of each topic in the corpus, sum_d W_dk sum_v H_kv over its sum over all k. [K]
std::vector<double> topic_shares(const Model& model);

}  // namespace nmf
