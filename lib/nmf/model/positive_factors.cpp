#include "nmf/model/positive_factors.h"

#include <algorithm>

#include "nmf/model/row_blocks.h"

namespace nmf {
namespace {

using Use = std::function<void(std::int64_t, std::span<const double>)>;

void for_each_positive_row(const at::Tensor& matrix, const Use& use) {
  std::vector<double> row(static_cast<std::size_t>(matrix.size(1)));
  for_each_row_block(matrix, [&](std::int64_t first, const at::Tensor& block) {
    const at::Tensor wide = block.to(at::kDouble);
    const double* numbers = wide.const_data_ptr<double>();
    for (std::int64_t r = 0; r < wide.size(0); ++r, numbers += row.size()) {
      for (std::size_t c = 0; c < row.size(); ++c) row[c] = std::max(0.0, numbers[c]);
      use(first + r, row);
    }
  });
}

}  // namespace

void for_each_term(const Model& model, const Use& use) { for_each_positive_row(model.H.t(), use); }

void for_each_document(const Model& model, const Use& use) { for_each_positive_row(model.W, use); }

std::vector<double> topic_masses(const Model& model) {
  std::vector<double> masses(static_cast<std::size_t>(model.H.size(0)), 0.0);
  for_each_term(model, [&](std::int64_t /*v*/, std::span<const double> weights) {
    for (std::size_t k = 0; k < masses.size(); ++k) masses[k] += weights[k];
  });
  return masses;
}

std::vector<double> topic_term_probabilities(const Model& model) {
  const std::vector<double> masses = topic_masses(model);
  const auto terms = static_cast<std::size_t>(model.H.size(1));
  std::vector<double> probabilities(masses.size() * terms);
  for_each_term(model, [&](std::int64_t v, std::span<const double> weights) {
    for (std::size_t k = 0; k < masses.size(); ++k) {
      if (masses[k] > 0)
        probabilities[k * terms + static_cast<std::size_t>(v)] = weights[k] / masses[k];
    }
  });
  return probabilities;
}

std::vector<double> topic_shares(const Model& model) {
  const std::vector<double> masses = topic_masses(model);
  std::vector<double> shares(masses.size(), 0.0);
  for_each_document(model, [&](std::int64_t /*d*/, std::span<const double> weights) {
    for (std::size_t k = 0; k < shares.size(); ++k) shares[k] += weights[k];
  });
  double total = 0;
  for (std::size_t k = 0; k < shares.size(); ++k) total += shares[k] *= masses[k];
  for (double& share : shares) share = total > 0 ? share / total : 0.0;
  return shares;
}

}  // namespace nmf
