#pragma once

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/autograd.h>

#include <memory>
#include <utility>

#include "nmf/factorization/objective.h"
#include "tests/support/random_matrix.h"

namespace nmf::test {

/// Factors with entries of both signs, none so near 0 that a finite difference crosses it.
inline std::pair<at::Tensor, at::Tensor> signed_factors(std::int64_t D, std::int64_t V,
                                                        std::int64_t K, std::uint64_t seed) {
  at::manual_seed(seed);
  const auto draw = [](at::IntArrayRef size) {
    const at::Tensor t = at::randn(size, at::kDouble);
    return t + 0.05 * at::sign(t);
  };
  at::Tensor W = draw({D, K}), H = draw({V, K}).t();
  return {W.requires_grad_(true), H.requires_grad_(true)};
}

/// Gradients by autograd against central differences, entry by entry.
inline void expect_gradients(const Objective& objective, const at::Tensor& W, const at::Tensor& H) {
  objective.evaluate(W, H).loss.backward();
  for (const at::Tensor& factor : {W, H}) {
    const at::Tensor gradient = factor.grad().clone();
    for (std::int64_t i = 0; i < factor.size(0); ++i) {
      for (std::int64_t j = 0; j < factor.size(1); ++j) {
        constexpr double kStep = 1e-6;
        const at::NoGradGuard guard;
        const at::Tensor entry = factor[i][j];
        const double middle = entry.item<double>();
        entry.fill_(middle + kStep);
        const double above = objective.evaluate(W, H).loss.item<double>();
        entry.fill_(middle - kStep);
        const double below = objective.evaluate(W, H).loss.item<double>();
        entry.fill_(middle);
        ASSERT_NEAR(gradient[i][j].item<double>(), (above - below) / (2 * kStep), 1e-7)
            << "entry " << i << ", " << j;
      }
    }
  }
}

}  // namespace nmf::test
