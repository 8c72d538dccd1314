#include "nmf/factorization/fused_adam.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "tests/support/cuda.h"

namespace nmf {
namespace {

using torch::optim::Adam;
using torch::optim::AdamOptions;

/// Both optimizers on the same gradients; after every step the parameters agree within rounding.
void expect_adam(const AdamOptions& options, at::ScalarType type, const std::string& device) {
  const Threads threads(2);
  at::manual_seed(1);
  const double tolerance = type == at::kDouble ? 1e-13 : 1e-6;
  const at::Tensor W = at::randn({37, 5}, type), H = at::randn({1003, 5}, type).t();
  const auto copy = [&](const at::Tensor& t) {
    return t.to(at::Device(device)).clone().requires_grad_(true);
  };
  const std::vector<at::Tensor> expected = {copy(W), copy(H)}, got = {copy(W), copy(H)};
  Adam reference(expected, options);
  FusedAdam fused(got, options, threads);
  for (int step = 0; step < 60; ++step) {
    for (std::size_t i = 0; i < 2; ++i) {
      at::Tensor gradient = at::empty_like(expected[i].detach());
      gradient.copy_(at::randn(gradient.sizes(), type));
      if (step % 7 == 0) gradient.mul_(1e-4);
      expected[i].mutable_grad() = gradient;
      got[i].mutable_grad() = gradient.clone();
    }
    reference.step();
    fused.step();
    for (std::size_t i = 0; i < 2; ++i)
      ASSERT_LE((got[i] - expected[i]).abs().max().item<double>(), tolerance) << "step " << step;
  }
}

void expect_adam_everywhere(at::ScalarType type, const std::string& device) {
  const auto notebook = AdamOptions(1e-3).betas({0.9, 0.9});
  expect_adam(notebook, type, device);
  expect_adam(AdamOptions(1e-2).betas({0.9, 0.999}).eps(1e-6), type, device);
  expect_adam(AdamOptions(1e-3).betas({0.0, 0.9}).weight_decay(0.1), type, device);
  expect_adam(AdamOptions(1e-3).betas({0.9, 0.99}).amsgrad(true), type, device);
}

TEST(FusedAdam, EqualsTorchOptimAdamAtEveryStep) {
  expect_adam_everywhere(at::kFloat, "cpu");
  expect_adam_everywhere(at::kDouble, "cpu");
}
TEST(FusedAdam, EqualsTorchOptimAdamAtEveryStep_CUDA) {
  NMF_REQUIRE_CUDA();
  expect_adam_everywhere(at::kFloat, "cuda:0");
  expect_adam_everywhere(at::kDouble, "cuda:0");
}

TEST(FusedAdam, AParameterWithoutGradientStays) {
  const Threads threads(1);
  const at::Tensor parameter = at::ones({3}).requires_grad_(true);
  FusedAdam fused({parameter}, AdamOptions(0.1), threads);
  fused.step();
  EXPECT_TRUE(at::equal(parameter.detach(), at::ones({3})));
}

TEST(FusedAdam, RefusesAGradientLaidOutOtherwise) {
  const Threads threads(1);
  const at::Tensor parameter = at::ones({3, 4}).t().requires_grad_(true);
  FusedAdam fused({parameter}, AdamOptions(0.1), threads);
  parameter.mutable_grad() = at::ones({4, 3});
  EXPECT_THROW(fused.step(), c10::Error);
}

TEST(FusedAdam, RunsItsClosure) {
  const Threads threads(1);
  const at::Tensor parameter = at::ones({1}).requires_grad_(true);
  FusedAdam fused({parameter}, AdamOptions(0.1), threads);
  const at::Tensor loss = fused.step([&] {
    at::Tensor value = (parameter * parameter).sum();
    value.backward();
    return value;
  });
  EXPECT_EQ(loss.item<float>(), 1.0F);
  EXPECT_NEAR(parameter.item<float>(), 0.9F, 1e-6);
}

}  // namespace
}  // namespace nmf
