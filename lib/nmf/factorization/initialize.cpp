#include "nmf/factorization/initialize.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/normal.h>

#include <numeric>
#include <span>

#include "nmf/factorization/dtype.h"
#include "nmf/factorization/file_start.h"
#include "nmf/factorization/large_tensor.h"
#include "nmf/factorization/nndsvd.h"
#include "nmf/factorization/random_start.h"
#include "nmf/factorization/randomized_svd.h"

namespace nmf {
namespace {

double mean_of(const CsrMatrix<double>& X) {
  const double sum = std::accumulate(X.value.begin(), X.value.end(), 0.0);
  return sum / static_cast<double>(X.rows) / static_cast<double>(X.columns);
}

NndsvdFill fill_of(Init init) {
  return init == Init::nndsvda    ? NndsvdFill::mean
         : init == Init::nndsvdar ? NndsvdFill::random
                                  : NndsvdFill::zeros;
}

template <typename T>
std::span<T> values_of(const at::Tensor& tensor) {
  return {tensor.mutable_data_ptr<T>(), static_cast<std::size_t>(tensor.numel())};
}

template <typename T>
void fill(const CsrMatrix<double>& X, const FactorizationOptions& options, const Threads& threads,
          const at::Tensor& W, const at::Tensor& Ht) {
  const double mean = mean_of(X);
  if (options.init == Init::random) {
    random_start<T>(mean, options.n_components, options.seed, threads, values_of<T>(W),
                    values_of<T>(Ht));
    return;
  }
  nndsvd<T>(randomized_svd(X, options.n_components, options.seed, threads), mean,
            fill_of(options.init), options.seed, threads, values_of<T>(W), values_of<T>(Ht));
}

}  // namespace

Factors normal_start(std::int64_t documents, std::int64_t terms,
                     const FactorizationOptions& options, const std::string& device) {
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
  const at::Tensor W = place(draw(documents, K));
  return {W, place(draw(K, terms).t()).t()};
}

Factors initialize(const CsrMatrix<double>& X, const FactorizationOptions& options,
                   const std::string& device, const Threads& threads) {
  if (options.init == Init::normal) return normal_start(X.rows, X.columns, options, device);
  if (options.init == Init::file) return file_start(X.rows, X.columns, options, device);
  const at::ScalarType type = scalar_type(options.dtype);
  const at::Tensor W = large_empty({X.rows, options.n_components}, type);
  const at::Tensor Ht = large_empty({X.columns, options.n_components}, type);
  if (options.dtype == Dtype::float64) {
    fill<double>(X, options, threads, W, Ht);
  } else {
    fill<float>(X, options, threads, W, Ht);
  }
  const at::Device place(device);
  return {W.to(place), Ht.to(place).t()};
}

Init resolved_init(const FactorizationOptions& options, std::int64_t documents,
                   std::int64_t terms) {
  if (options.init != Init::automatic) return options.init;
  if (options.solver == Solver::adam) return Init::normal;
  // With few components nndsvda got to a given residual sooner and ended lower, with 100 random
  // starts did; to a given divergence nndsvda always did (scripts/bench/README.md). n_init asks for
  // several starts.
  constexpr std::int64_t kMostComponents = 64;
  const bool divergence = options.beta_loss == BetaLoss::kullback_leibler;
  const bool svd = options.n_init == 1 && options.n_components <= std::min(documents, terms) &&
                   (divergence || options.n_components <= kMostComponents);
  return svd ? Init::nndsvda : Init::random;
}

}  // namespace nmf
