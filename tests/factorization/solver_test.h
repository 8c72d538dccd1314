#pragma once

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "nmf/factorization/factorize.h"

namespace nmf::test {

inline at::Tensor dense(const CsrMatrix<double>& X) {
  at::Tensor out = at::zeros({X.rows, X.columns}, at::kDouble);
  for (std::int64_t r = 0; r < X.rows; ++r)
    for (auto i = X.row_start[static_cast<std::size_t>(r)];
         i < X.row_start[static_cast<std::size_t>(r) + 1]; ++i)
      out[r][X.column[static_cast<std::size_t>(i)]] = X.value[static_cast<std::size_t>(i)];
  return out;
}

inline CsrMatrix<double> sparse(const at::Tensor& X) {
  CsrMatrix<double> out{X.size(0), X.size(1), {0}, {}, {}};
  for (std::int64_t r = 0; r < out.rows; ++r) {
    for (std::int64_t c = 0; c < out.columns; ++c) {
      const auto value = X[r][c].item<double>();
      if (value == 0) continue;
      out.column.push_back(static_cast<std::int32_t>(c));
      out.value.push_back(value);
    }
    out.row_start.push_back(out.stored());
  }
  return out;
}

inline double residual(const CsrMatrix<double>& X, const Factorization& f) {
  return at::norm(dense(X) - at::matmul(f.W.cpu().to(at::kDouble), f.H.cpu().to(at::kDouble)))
      .item<double>();
}

/// Non-negative, finite, measured rightly; a loss that never rose.
/// \param rise  but for rounding: this share of it
inline void expect_sound(const CsrMatrix<double>& X, const Factorization& f,
                         double tolerance = 1e-6, double rise = 0) {
  EXPECT_GE(f.W.min().item<double>(), 0);
  EXPECT_GE(f.H.min().item<double>(), 0);
  EXPECT_TRUE(at::isfinite(f.W).all().item<bool>());
  EXPECT_TRUE(at::isfinite(f.H).all().item<bool>());
  const double norm = at::norm(dense(X)).item<double>();
  EXPECT_NEAR(f.final.residual, residual(X, f), tolerance * norm);
  for (std::size_t i = 1; i < f.history.size(); ++i)
    EXPECT_LE(f.history[i].loss, f.history[i - 1].loss * (1 + rise)) << "iteration " << i;
}

/// scikit-learn's divergence, entry by entry: sum of x log(x / wh) - x + wh.
inline double divergence(const CsrMatrix<double>& X, const at::Tensor& W, const at::Tensor& H) {
  const at::Tensor x = dense(X), wh = at::matmul(W.to(at::kDouble), H.to(at::kDouble));
  const at::Tensor stored = x * at::log(x / at::clamp_min(wh, 1.1920928955078125e-07)) - x;
  return (at::where(at::gt(x, 0), stored, 0.0) + wh).sum().item<double>();
}

}  // namespace nmf::test
