#include "nmf/factorization/initialize.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/normal.h>

#include "nmf/factorization/dtype.h"
#include "nmf/factorization/large_tensor.h"

namespace nmf {

Factors initialize(std::int64_t documents, std::int64_t terms, const FactorizationOptions& options,
                   const std::string& device) {
  const auto generator = at::make_generator<at::CPUGeneratorImpl>(options.seed);
  const auto draw = [&](std::int64_t rows, std::int64_t columns) {
    return at::normal(0.0, options.init_std, {rows, columns}, generator).abs_();
  };
  const auto place = [&](const at::Tensor& factor) {
    at::Tensor copy = large_empty(factor.sizes(), scalar_type(options.dtype));
    copy.copy_(factor);
    return copy.to(at::Device(device));
  };
  const std::int64_t K = options.n_components;
  Factors factors;
  factors.W = place(draw(documents, K)).requires_grad_(true);
  factors.H = place(draw(K, terms).t()).t();
  factors.H.requires_grad_(true);
  return factors;
}

}  // namespace nmf
