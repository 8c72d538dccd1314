#include "nmf/evaluation/held_out.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "tests/factorization/solver_test.h"
#include "tests/support/cuda.h"
#include "tests/support/random_matrix.h"

namespace nmf {
namespace {

using at::Tensor;
using test::dense;

const CsrMatrix<double> kX = test::random_matrix(60, 45, 0.2, 21);

FactorizationOptions options_for(std::int64_t K) {
  FactorizationOptions options;
  options.n_components = K;
  options.dtype = Dtype::float64;
  return options;
}

TEST(HeldOutBlocks, AreTheFourCornersOfX) {
  const HeldOutPlan plan{.parts = 4, .rounds = 2, .seed = 3};
  double squares = 0;
  for (std::int32_t fold = 0; fold < plan.folds(); ++fold) {
    const HeldOutBlocks blocks = held_out_blocks(kX, plan, fold);
    EXPECT_EQ(blocks.A.rows + blocks.C.rows, 60);
    EXPECT_EQ(blocks.A.columns + blocks.B.columns, 45);
    EXPECT_EQ(blocks.B.rows, blocks.A.rows);
    EXPECT_EQ(blocks.C.columns, blocks.A.columns);
    EXPECT_EQ(blocks.D.rows, blocks.C.rows);
    EXPECT_EQ(blocks.D.columns, blocks.B.columns);
    EXPECT_EQ(blocks.A.stored() + blocks.B.stored() + blocks.C.stored() + blocks.D.stored(),
              kX.stored());
    squares += dense(blocks.A).square().sum().item<double>();
  }
  // Every document and every term is left out once a round, yet not every block of X.
  EXPECT_LT(squares, 2 * dense(kX).square().sum().item<double>());
  EXPECT_NE(held_out_blocks(kX, plan, 0).A.value, held_out_blocks(kX, plan, 4).A.value);
}

/// argmin over F >= 0 of ||A - F B||, by projected gradient steps until nothing moves.
Tensor least_squares(const Tensor& A, const Tensor& B) {
  const Tensor gram = at::matmul(B, B.t()), target = at::matmul(A, B.t());
  const double step = 1 / at::linalg_matrix_norm(gram, 2).item<double>();
  Tensor F = at::zeros({A.size(0), B.size(0)}, at::kDouble);
  for (int i = 0; i < 200000; ++i) {
    const Tensor next = at::clamp_min(F - step * (at::matmul(F, gram) - target), 0);
    const bool still = (next - F).abs().max().item<double>() < 1e-13;
    F = next;
    if (still) break;
  }
  return F;
}

TEST(HeldOutError, IsThatOfTheDenseComputation) {
  const HeldOutPlan plan{.parts = 3};
  for (std::int32_t fold = 0; fold < plan.folds(); ++fold) {
    const HeldOutBlocks blocks = held_out_blocks(kX, plan, fold);
    const Factorization D = factorize(blocks.D, options_for(4));
    const Tensor W = least_squares(dense(blocks.B), D.H.contiguous());
    const Tensor H = least_squares(dense(blocks.C).t(), D.W.t().contiguous()).t();
    const double expected = (dense(blocks.A) - at::matmul(W, H)).square().sum().item<double>();

    const HeldOutError got = held_out_error(blocks, options_for(4));
    EXPECT_NEAR(got.squared_error / expected, 1, 1e-5);
    EXPECT_NEAR(got.squared_norm, dense(blocks.A).square().sum().item<double>(), 1e-12);
    EXPECT_DOUBLE_EQ(got.share(), got.squared_error / got.squared_norm);
  }
}

TEST(HeldOutError, IsTheSameForAnyNumberOfThreads) {
  const HeldOutBlocks blocks = held_out_blocks(kX, {}, 2);
  FactorizationOptions options = options_for(6);
  options.dtype = Dtype::float32;
  const double one = held_out_error(blocks, options, "cpu", 1).squared_error;
  EXPECT_EQ(held_out_error(blocks, options, "cpu", 3).squared_error, one);
}

// Components beyond the rank of a block hold what rounding left; weights of theirs have no bounds.
TEST(HeldOutError, ComponentsThatFitRoundingAloneDoNotCount) {
  const CsrMatrix<double> X = test::random_matrix(18, 120, 0.3, 22);
  for (const Dtype dtype : {Dtype::float32, Dtype::float64}) {
    FactorizationOptions options = options_for(60);
    options.dtype = dtype;
    for (std::int32_t fold = 0; fold < 5; ++fold)
      EXPECT_LT(held_out_error(held_out_blocks(X, {}, fold), options).share(), 1e3) << fold;
  }
}

TEST(HeldOutError, AnExactProductIsPredictedAlmost) {
  at::manual_seed(5);
  const Tensor X = at::matmul(at::rand({40, 3}, at::kDouble), at::rand({3, 30}, at::kDouble));
  FactorizationOptions options = options_for(3);
  options.max_iter = 5000;
  options.tol = 1e-9;
  const HeldOutBlocks blocks = held_out_blocks(test::sparse(X), {}, 0);
  // Not 0: a document left out need not lie within the cone that the others' topics span.
  const double exact = held_out_error(blocks, options).share();
  EXPECT_LT(exact, 1e-3);
  options.n_components = 2;
  EXPECT_GT(held_out_error(blocks, options).share(), 10 * exact);
}

TEST(HeldOutError, NothingLeftOutSaysNothing) {
  HeldOutBlocks blocks = held_out_blocks(kX, {}, 0);
  blocks.A.row_start.assign(static_cast<std::size_t>(blocks.A.rows) + 1, 0);
  blocks.A.column.clear();
  blocks.A.value.clear();
  EXPECT_EQ(held_out_error(blocks, options_for(2)).share(), 1);
}

TEST(HeldOutError, CanBeInterrupted) {
  const HeldOutBlocks blocks = held_out_blocks(kX, {}, 0);
  EXPECT_THROW(
      held_out_error(blocks, options_for(2), "cpu", 1, [](const Iteration&) { return false; }),
      Interrupted);
}

TEST(HeldOutError, OfAFitOnACard_CUDA) {
  NMF_REQUIRE_CUDA();
  const HeldOutBlocks blocks = held_out_blocks(kX, {}, 0);
  const double cpu = held_out_error(blocks, options_for(4)).share();
  EXPECT_NEAR(held_out_error(blocks, options_for(4), "cuda").share(), cpu, 1e-6);
}

}  // namespace
}  // namespace nmf
