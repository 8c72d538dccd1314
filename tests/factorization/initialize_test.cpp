#include "nmf/factorization/initialize.h"

#include <ATen/Context.h>
#include <ATen/Functions.h>
#include <gtest/gtest.h>

#include "tests/support/cuda.h"

namespace nmf {
namespace {

FactorizationOptions notebook() {
  FactorizationOptions options;
  options.n_components = 100;
  options.seed = 42;
  return options;
}

/// Values of PyTorch after torch.manual_seed(42), nine digits, enough for any float32.
void expect_notebook(const Factors& factors) {
  const at::Tensor W = factors.W.detach().cpu(), H = factors.H.detach().cpu();
  const auto at = [](const at::Tensor& t, std::int64_t i, std::int64_t j) {
    return t[i][j].item<float>();
  };
  EXPECT_EQ(at(W, 0, 0), 0.0192691516F);
  EXPECT_EQ(at(W, 0, 1), 0.0148728406F);
  EXPECT_EQ(at(W, 0, 99), 0.000286471855F);
  EXPECT_EQ(at(W, 1, 0), 0.00640755286F);
  EXPECT_EQ(at(W, 99, 50), 0.0155969476F);
  EXPECT_EQ(at(W, 2033, 98), 0.00306618656F);
  EXPECT_EQ(at(W, 2033, 99), 0.00216159481F);
  EXPECT_EQ(at(H, 0, 0), 0.00874931738F);
  EXPECT_EQ(at(H, 0, 1), 2.86030372e-05F);
  EXPECT_EQ(at(H, 0, 99), 0.0026150695F);
  EXPECT_EQ(at(H, 1, 0), 0.000556317624F);
  EXPECT_EQ(at(H, 99, 50), 3.34285651e-05F);
  EXPECT_EQ(at(H, 99, 26574), 0.00219685701F);
  EXPECT_EQ(at(H, 99, 26575), 0.000963820959F);
  EXPECT_NEAR(W.sum(at::kDouble).item<double>(), 1628.80958279, 1e-7);
  EXPECT_NEAR(H.sum(at::kDouble).item<double>(), 21183.891365, 1e-5);
}

TEST(Initialize, GivesTheNotebooksBits) {
  expect_notebook(normal_start(2034, 26576, notebook(), "cpu"));
}
TEST(Initialize, GivesTheNotebooksBits_CUDA) {
  NMF_REQUIRE_CUDA();
  expect_notebook(normal_start(2034, 26576, notebook(), "cuda:0"));
}

TEST(Initialize, LeavesTheGlobalGeneratorAlone) {
  at::manual_seed(7);
  const auto expected = at::rand({1}).item<float>();
  at::manual_seed(7);
  normal_start(3, 4, notebook(), "cpu");
  EXPECT_EQ(at::rand({1}).item<float>(), expected);
}

TEST(Initialize, Float64StartsAtTheSamePoint) {
  FactorizationOptions options = notebook();
  const Factors single = normal_start(30, 40, options, "cpu");
  options.dtype = Dtype::float64;
  const Factors twice = normal_start(30, 40, options, "cpu");
  EXPECT_TRUE(at::equal(twice.W, single.W.to(at::kDouble)));
  EXPECT_TRUE(at::equal(twice.H, single.H.to(at::kDouble)));
}

TEST(Initialize, TermsAreContiguous) {
  const Factors factors = normal_start(30, 40, notebook(), "cpu");
  EXPECT_EQ(factors.H.sizes(), (at::IntArrayRef{100, 40}));
  EXPECT_EQ(factors.H.strides(), (at::IntArrayRef{1, 100}));
}

}  // namespace
}  // namespace nmf
