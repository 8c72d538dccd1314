#include "nmf/factorization/penalized_loss.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include "nmf/core/error.h"
#include "nmf/factorization/gram_residual.h"

namespace nmf {
namespace {

using at::Tensor;
using Side = Operations::Side;

/// Where nothing of X is left in the gradient, as with a penalty that has just emptied the other
/// factor, all of it is to be projected still: 1, its norm over its own.
/// \param own, other  norms of the columns of the factor and of the other one
double ratio(const Operations::GradientNorms& norms, const Tensor& own, const Tensor& other) {
  double projected = 0, data = 0;
  for (std::int64_t k = 0; k < own.size(0); ++k) {
    const double a = own[k].item<double>(), b = other[k].item<double>();
    const double scale = a > 0 && b > 0 ? a / b : 1;  // a component that is gone has no scale
    projected += scale * norms.projected[k].item<double>();
    data += scale * norms.data[k].item<double>();
  }
  if (projected == 0) return 0;
  return data > 0 ? std::sqrt(projected / data) : 1;
}

/// Throws ConfigError for a penalty beyond dtype. \param scaled  alpha, times the other side of X
void check_fits(std::string_view key, double alpha, double scaled, Dtype dtype) {
  const bool narrow = dtype == Dtype::float32;
  const double most =
      narrow ? std::numeric_limits<float>::max() : std::numeric_limits<double>::max();
  if (scaled <= most) return;
  throw ConfigError(
      fmt::format("factorization.{}: got {}, which as scikit-learn scales it is beyond {} ({}); "
                  "lower it",
                  key, alpha, narrow ? "float32" : "float64", most));
}

}  // namespace

double sum_of_product(const Tensor& sums_W, const Tensor& sums_H) {
  const Tensor x = sums_W.cpu(), y = sums_H.cpu();
  double sum = 0;
  for (std::int64_t k = 0; k < x.size(0); ++k)
    sum += x.const_data_ptr<double>()[k] * y.const_data_ptr<double>()[k];
  return sum;
}

PenalizedLoss::PenalizedLoss(const Problem& p)
    : divergence_(p.options.beta_loss == BetaLoss::kullback_leibler),
      dtype_(p.options.dtype),
      operations_(p.device == "cpu" ? make_cpu_operations(p.X, p.options.dtype, p.threads)
                                    : make_aten_operations(p.X, p.options.dtype, p.device)),
      squared_norm_(squared_norm(p.X, p.options.dtype)) {
  // scikit-learn's scaling: a penalty counts as much as the term of ||X - W H||^2 that it meets.
  const auto scaled = [&](const char* key, double alpha, std::int64_t size) {
    const double all = alpha * static_cast<double>(size);
    check_fits(key, alpha, all, dtype_);
    return Operations::Penalty{all * p.options.l1_ratio, all * (1 - p.options.l1_ratio)};
  };
  of_W_ = scaled("alpha_W", p.options.alpha_W, p.X.columns);
  of_H_ = scaled(p.options.alpha_H ? "alpha_H" : "alpha_W (alpha_H is null)",
                 p.options.alpha_H.value_or(p.options.alpha_W), p.X.rows);
}

PenalizedLoss::Measured PenalizedLoss::measure(const Pair& at, const Tensor& gram_W,
                                               const Tensor& gram_H,
                                               const Operations::Stored& stored,
                                               double total) const {
  const double model = operations_->inner(gram_W, gram_H).item<double>();
  Measured now;
  now.iteration.residual = residual_of(squared_norm_ - 2 * stored.inner + model, squared_norm_,
                                       dtype_, *operations_, at.W, at.Ht);
  const double d =
      divergence_ ? stored.divergence + total : now.iteration.residual * now.iteration.residual / 2;
  now.error = std::sqrt(2 * std::max(d, 0.0));
  now.iteration.loss = d + cost(at.W, gram_W, of_W_) + cost(at.Ht, gram_H, of_H_);
  return now;
}

PenalizedLoss::Measured PenalizedLoss::measure(const Pair& at) const {
  const Tensor gram_W = gram(at.W), gram_H = gram(at.Ht);
  const double total = divergence_ ? sum_of_product(column_sums(at.W), column_sums(at.Ht)) : 0;
  return measure(at, gram_W, gram_H, operations_->stored(at.W, at.Ht, divergence_), total);
}

double PenalizedLoss::kkt_residual(const Pair& at) const {
  const Tensor gram_W = gram(at.W), gram_H = gram(at.Ht);
  const auto norms = [&](Side side, const Tensor& F, const Tensor& other, const Tensor& gram_other,
                         Operations::Penalty penalty) {
    if (!divergence_) return operations_->gradient_norms(side, F, gram_other, other, penalty);
    return operations_->divergence_gradient_norms(side, F, column_sums(other), other, penalty);
  };
  const auto of_W = norms(Side::documents, at.W, at.Ht, gram_H, of_W_);
  const auto of_H = norms(Side::terms, at.Ht, at.W, gram_W, of_H_);
  // Scaling w_k by s and h_k by 1 / s, s^2 = ||h_k|| / ||w_k||, scales the gradients by 1 / s and
  // s.
  const Tensor w = gram_W.diagonal().cpu().sqrt(), h = gram_H.diagonal().cpu().sqrt();
  return std::max(ratio(of_W, w, h), ratio(of_H, h, w));
}

double PenalizedLoss::cost(const Tensor& F, const Tensor& gram, Operations::Penalty penalty) const {
  double cost = 0;
  if (penalty.l1 > 0) cost += penalty.l1 * operations_->sum(F);
  if (penalty.l2 > 0) cost += penalty.l2 / 2 * gram.diagonal().sum().item<double>();
  return cost;
}

}  // namespace nmf
