#pragma once

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "nmf/factorization/factorize.h"
#include "tests/support/random_matrix.h"

namespace nmf::test {

/// From a random start, for so many iterations.
inline FactorizationOptions solver_options(Solver solver, std::int64_t K, std::int64_t iterations,
                                           BetaLoss loss = BetaLoss::frobenius) {
  FactorizationOptions options;
  options.solver = solver;
  options.beta_loss = loss;
  options.n_components = K;
  options.init = Init::random;
  options.max_iter = iterations;
  options.tol = 0;
  return options;
}

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

/// One, wide, tall, nearly empty, and of zeros.
/// \param tall  density of the tall one
inline std::vector<CsrMatrix<double>> odd_shapes(double tall = 0.4) {
  return {sparse(at::full({1, 1}, 2.5, at::kDouble)), random_matrix(3, 400, 0.1, 1),
          random_matrix(400, 3, tall, 2), random_matrix(17, 23, 0.02, 3),
          CsrMatrix<double>{4, 5, {0, 0, 0, 0, 0}, {}, {}}};
}

/// Every start that there is for K components of X.
inline std::vector<Init> starts_for(const CsrMatrix<double>& X, std::int64_t K) {
  std::vector<Init> starts = {Init::automatic, Init::normal, Init::random};
  if (K <= std::min(X.rows, X.columns))
    starts.insert(starts.end(), {Init::nndsvd, Init::nndsvda, Init::nndsvdar});
  return starts;
}

inline void expect_non_negative(const Factorization& f) {
  EXPECT_GE(f.W.min().item<double>(), 0);
  EXPECT_GE(f.H.min().item<double>(), 0);
  EXPECT_TRUE(at::isfinite(f.W).all().item<bool>());
  EXPECT_TRUE(at::isfinite(f.H).all().item<bool>());
  EXPECT_TRUE(std::isfinite(f.final.loss));
}

/// Non-negative, finite, measured rightly; a loss that never rose.
/// \param rise  but for rounding: this share of it
inline void expect_sound(const CsrMatrix<double>& X, const Factorization& f,
                         double tolerance = 1e-6, double rise = 0) {
  expect_non_negative(f);
  const double norm = at::norm(dense(X)).item<double>();
  EXPECT_NEAR(f.final.residual, residual(X, f), tolerance * norm);
  for (std::size_t i = 1; i < f.history.size(); ++i)
    EXPECT_LE(f.history[i].loss, f.history[i - 1].loss * (1 + rise)) << "iteration " << i;
}

inline void expect_same_bits_for_any_threads(const CsrMatrix<double>& X,
                                             const FactorizationOptions& options) {
  const Factorization one = factorize(X, options, "cpu", 1);
  const Factorization three = factorize(X, options, "cpu", 3);
  EXPECT_TRUE(at::equal(one.W, three.W));
  EXPECT_TRUE(at::equal(one.H, three.H));
  EXPECT_EQ(one.final.loss, three.final.loss);
  EXPECT_EQ(one.final.residual, three.final.residual);
  EXPECT_EQ(one.final.kkt_residual, three.final.kkt_residual);
}

/// By the KKT residual, and by the clock.
/// \param options  without any rule; iterations enough to get below kkt_tol
inline void expect_stops(const CsrMatrix<double>& X, FactorizationOptions options, double kkt_tol) {
  options.kkt_tol = kkt_tol;
  const Factorization by_kkt = factorize(X, options);
  EXPECT_EQ(by_kkt.stop_reason, StopReason::kkt_tol);
  EXPECT_LE(by_kkt.history.back().kkt_residual.value(), kkt_tol);
  EXPECT_EQ(std::ssize(by_kkt.history), by_kkt.n_iter);
  options.kkt_tol = 0;
  options.max_iter = 1 << 30;
  options.max_seconds = 0.05;
  EXPECT_EQ(factorize(X, options).stop_reason, StopReason::max_seconds);
}

/// Gradients of ||X - W H||^2 / 2 in W [D, K] and in H transposed [V, K], and their X parts.
struct Gradients {
  at::Tensor W, Ht, XHt, XtW;
};
inline Gradients gradients(const CsrMatrix<double>& X, const Factorization& f) {
  const at::Tensor x = dense(X), W = f.W.detach().to(at::kDouble);
  const at::Tensor Ht = f.H.detach().t().to(at::kDouble);
  Gradients g = {{}, {}, at::matmul(x, Ht), at::matmul(x.t(), W)};
  g.W = at::matmul(W, at::matmul(Ht.t(), Ht)) - g.XHt;
  g.Ht = at::matmul(Ht, at::matmul(W.t(), W)) - g.XtW;
  return g;
}
inline at::Tensor projected_gradient(const at::Tensor& F, const at::Tensor& gradient) {
  return at::where(at::gt(F, 0), gradient, at::clamp_max(gradient, 0));
}

/// W is at its minimum for its H; both float64.
inline void expect_w_solved(const CsrMatrix<double>& X, const Factorization& f) {
  EXPECT_LT(projected_gradient(f.W, gradients(X, f).W).abs().max().item<double>(), 1e-4);
}

/// Iteration::kkt_residual by its definition, of a fit without penalties.
inline double kkt_residual(const CsrMatrix<double>& X, const Factorization& f) {
  const at::Tensor W = f.W.detach().to(at::kDouble), Ht = f.H.detach().t().to(at::kDouble);
  const Gradients g = gradients(X, f);
  // w_k s_k and h_k / s_k are of one norm; gradients scale the other way.
  const at::Tensor s = (Ht.norm(2, {0}) / W.norm(2, {0})).sqrt();
  const auto ratio = [](const at::Tensor& of, const at::Tensor& data, const at::Tensor& scale) {
    return (at::norm(of * scale) / at::norm(data * scale)).item<double>();
  };
  return std::max(ratio(projected_gradient(W, g.W), g.XHt, 1 / s),
                  ratio(projected_gradient(Ht, g.Ht), g.XtW, s));
}

/// scikit-learn's divergence, entry by entry: sum of x log(x / wh) - x + wh.
inline double divergence(const CsrMatrix<double>& X, const at::Tensor& W, const at::Tensor& H) {
  const at::Tensor x = dense(X), wh = at::matmul(W.to(at::kDouble), H.to(at::kDouble));
  const at::Tensor stored = x * at::log(x / at::clamp_min(wh, 1.1920928955078125e-07)) - x;
  return (at::where(at::gt(x, 0), stored, 0.0) + wh).sum().item<double>();
}

}  // namespace nmf::test
