#include "nmf/factorization/fused_adam.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <cmath>

#include "nmf/factorization/kernels/kernels.h"

namespace nmf {
namespace {

using at::Tensor;
using torch::optim::AdamOptions;
using torch::optim::AdamParamState;

constexpr std::int64_t kBlock = 1 << 14;  // elements; five arrays of them fit a second-level cache

template <typename T>
void step_cpu(const Tensor& parameter, const Tensor& gradient, const AdamParamState& state,
              const AdamOptions& options, const Threads& threads) {
  const auto [beta1, beta2] = options.betas();
  const auto steps = static_cast<double>(state.step());
  const kernels::AdamCoefficients<T> coefficients = {
      static_cast<T>(beta1),
      static_cast<T>(1 - beta1),
      static_cast<T>(beta2),
      static_cast<T>(1 - beta2),
      static_cast<T>(options.lr() / (1 - std::pow(beta1, steps))),
      static_cast<T>(1 / std::sqrt(1 - std::pow(beta2, steps))),
      static_cast<T>(options.eps()),
      static_cast<T>(options.weight_decay())};
  T* p = parameter.mutable_data_ptr<T>();
  const T* g = gradient.const_data_ptr<T>();
  T* average = state.exp_avg().mutable_data_ptr<T>();
  T* square = state.exp_avg_sq().mutable_data_ptr<T>();
  T* maximum = options.amsgrad() ? state.max_exp_avg_sq().mutable_data_ptr<T>() : nullptr;
  const std::int64_t count = parameter.numel();
  threads.for_each_block((count + kBlock - 1) / kBlock, [&](std::int64_t block) {
    const std::int64_t i = block * kBlock;
    kernels::table<T>().adam_block(p + i, g + i, average + i, square + i,
                                   maximum == nullptr ? nullptr : maximum + i,
                                   std::min(kBlock, count - i), coefficients);
  });
}

/// ATen's fused Adam reads memory in order: any tensor without gaps is given as a flat one.
Tensor flat(const Tensor& tensor) {
  return tensor.numel() == 0 ? tensor : at::as_strided(tensor, {tensor.numel()}, {1});
}

void step_aten(const Tensor& parameter, const Tensor& gradient, const AdamParamState& state,
               const AdamOptions& options) {
  const auto [beta1, beta2] = options.betas();
  // at::_fused_adam_ leaves the step count to its caller.
  const Tensor steps = at::full({}, static_cast<double>(state.step()),
                                parameter.options().dtype(at::kFloat).requires_grad(false));
  at::_fused_adam_(
      at::TensorList({flat(parameter)}), at::TensorList({flat(gradient)}),
      at::TensorList({flat(state.exp_avg())}), at::TensorList({flat(state.exp_avg_sq())}),
      options.amsgrad() ? at::TensorList({flat(state.max_exp_avg_sq())}) : at::TensorList(),
      at::TensorList({steps}), options.lr(), beta1, beta2, options.weight_decay(), options.eps(),
      options.amsgrad(), /*maximize=*/false);
}

/// Whether two tensors of equal sizes lie in memory alike; a dimension of one has no direction.
bool same_layout(const Tensor& a, const Tensor& b) {
  for (std::int64_t i = 0; i < a.dim(); ++i)
    if (a.size(i) > 1 && a.stride(i) != b.stride(i)) return false;
  return true;
}

void check_layout(const Tensor& parameter, const Tensor& gradient) {
  TORCH_CHECK(!gradient.is_sparse(), "Adam does not support sparse gradients");
  TORCH_CHECK(parameter.is_non_overlapping_and_dense(),
              "FusedAdam: parameters must be dense, without gaps; got strides ",
              parameter.strides());
  TORCH_CHECK(same_layout(parameter, gradient),
              "FusedAdam: a gradient must have its parameter's strides; got ", gradient.strides(),
              " for ", parameter.strides());
}

}  // namespace

FusedAdam::FusedAdam(std::vector<Tensor> parameters, const AdamOptions& options,
                     const Threads& threads)
    : Optimizer({torch::optim::OptimizerParamGroup(std::move(parameters))},
                std::make_unique<AdamOptions>(options)),
      threads_(threads) {}

Tensor FusedAdam::step(LossClosure closure) {
  Tensor loss;
  if (closure != nullptr) {
    const at::AutoGradMode enable(true);
    loss = closure();
  }
  const at::NoGradGuard no_gradient;
  for (auto& group : param_groups_) {
    const auto& options = static_cast<const AdamOptions&>(group.options());
    for (const Tensor& parameter : group.params())
      if (parameter.grad().defined()) step_parameter(parameter, options);
  }
  return loss;
}

void FusedAdam::step_parameter(const Tensor& parameter, const AdamOptions& options) {
  const Tensor& gradient = parameter.grad();
  check_layout(parameter, gradient);
  auto& entry = state_[parameter.unsafeGetTensorImpl()];
  if (!entry) {
    auto fresh = std::make_unique<AdamParamState>();
    fresh->step(0);
    fresh->exp_avg(at::zeros_like(parameter));
    fresh->exp_avg_sq(at::zeros_like(parameter));
    if (options.amsgrad()) fresh->max_exp_avg_sq(at::zeros_like(parameter));
    entry = std::move(fresh);
  }
  auto& state = static_cast<AdamParamState&>(*entry);
  state.step(state.step() + 1);
  if (!parameter.is_cpu())
    step_aten(parameter, gradient, state, options);
  else if (parameter.scalar_type() == at::kDouble)
    step_cpu<double>(parameter, gradient, state, options, threads_);
  else
    step_cpu<float>(parameter, gradient, state, options, threads_);
}

}  // namespace nmf
