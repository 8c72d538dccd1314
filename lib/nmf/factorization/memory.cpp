#include "nmf/factorization/memory.h"

#include <c10/core/CachingDeviceAllocator.h>
#include <c10/core/Device.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "nmf/core/available_memory.h"
#include "nmf/core/error.h"
#include "nmf/core/parallel.h"
#include "nmf/factorization/device_matrix.h"
#include "nmf/factorization/initialize.h"
#include "nmf/factorization/large_tensor.h"

namespace nmf {
namespace {

std::string gib(double bytes) {
  constexpr double kGib = 1024.0 * 1024 * 1024;
  return bytes < 1e6 * kGib ? fmt::format("{:.1f} GiB", bytes / kGib)
                            : fmt::format("{:.1e} GiB", bytes / kGib);
}

/// Sizes of a fit as floating-point numbers, which do not overflow, and bytes per element.
struct Sizes {
  double D, V, K, stored, bytes;
  [[nodiscard]] double w() const { return K * D * bytes; }
  [[nodiscard]] double ht() const { return K * V * bytes; }
  [[nodiscard]] double larger_factor() const { return std::max(w(), ht()); }
  [[nodiscard]] double factors() const { return w() + ht(); }
  /// X and its transpose as the kernels want them, beside X itself.
  [[nodiscard]] double matrices() const { return stored * 2 * (bytes + 4) + 8 * (D + V); }
};

/// Tensors of less than 32 MiB, malloc's largest threshold for pages of their own, leave holes in
/// the heap that the next ones do not fit.
double holes(double bytes) { return bytes < 32 * 1024 * 1024 ? bytes : 0; }

/// What a tensor of a pool takes (large_tensor.h).
double mapped(double bytes) {
  constexpr double kPage = kHugePage;
  return bytes < kLeastMapped ? bytes : std::ceil(bytes / kPage) * kPage;
}

/// Singular vectors in float64, from which nndsvd, nndsvda and nndsvdar start.
double vector_bytes(const Sizes& s) { return 8 * s.K * (s.D + s.V); }

/// The notebook's expression, its graph and torch::optim::Adam. Two moments can be the peak,
/// depending on K; both were fitted to the peak resident memory of runs over K = 10 ..
/// 4000 (see tests/factorization/memory_test.cpp), a few percent above it.
double dense_bytes(const Sizes& s) {
  const double matrix = s.D * s.V * s.bytes;
  // X, W H, their difference and its gradient; factors, moments and the first gradients.
  const double forward = 4.2 * matrix + 5 * s.factors();
  // X; factors, moments and gradients; of one factor at a time what the way back through its
  // penalty holds beside them.
  const double backward = matrix + 4 * s.factors() + 3.5 * s.larger_factor();
  const double heap = 4 * (holes(s.K * s.D * s.bytes) + holes(s.K * s.V * s.bytes)) + holes(matrix);
  return std::max(forward, backward) + heap;
}

/// The factors that a solver holds at once, made of our own kernels, and X H^T.
double factor_bytes_cpu(const Sizes& s, const FactorizationOptions& options, double stride) {
  const double product = s.D * stride * s.bytes;
  switch (options.solver) {
    case Solver::hals:  // the best, the last and the extrapolated pair, which is swept in its place
      return 3 * (mapped(s.w()) + mapped(s.ht()));
    case Solver::mu:
    case Solver::scd:
      return 3 * s.factors() + s.w() + product;
    case Solver::adam:  // gradients and two moments
      break;
  }
  return 4 * s.factors() + product +
         (options.projection ? 1.3 * s.larger_factor() + 0.6 * s.w() : 0);  // its KKT
}

/// Our own kernels: factors; partial Gram matrices in float64, and both results; X and its
/// transpose.
double gram_bytes_cpu(const Sizes& s, const FactorizationOptions& options, double threads) {
  const double stride = s.K + 20;  // padding of the kernels
  const double strips = std::min(16.0, std::max(s.D, s.V) / 128 + 1);
  const double packed = threads * (128 * stride * s.bytes);
  return factor_bytes_cpu(s, options, stride) + (strips + 2) * stride * stride * 8 + packed +
         s.matrices();
}

/// The start, on the host. From an SVD: X and its transpose in float32, a subspace on both sides
/// (power_iteration.h) and Gram matrices; then singular vectors in float64 beside it, and in the
/// end beside the factors. From normal values: drawn in float32, one factor at a time.
double start_bytes(const Sizes& s, Init init) {
  if (init == Init::normal) return s.factors() + s.larger_factor() * (1 + 4 / s.bytes);
  if (init == Init::random || init == Init::file) return s.factors();
  const double columns = std::ceil((s.K + 10) / 16) * 16;
  const double stride = columns + 20;
  const double subspace =
      s.stored * 16 + (4 * columns + 8) * (s.D + s.V) + 18 * stride * stride * 8;
  return vector_bytes(s) + std::max(subspace, s.factors());
}

/// What mu and scd take beside it on the CPU for the divergence: entries of long rows as lanes
/// (kernels/newton.h), or sixteen rows of 256 entries; products at the stored places; sums of
/// squares by block; the order of the rows.
double divergence_bytes_cpu(const Sizes& s, double threads) {
  const double longest = std::max(4096.0, std::min(std::max(s.D, s.V), s.stored)) + 16;
  return threads * (longest * (19 * s.bytes + 8) + 18 * s.K * s.bytes) + s.stored * s.bytes +
         s.larger_factor() / s.bytes / 4 + 4 * (s.D + s.V);
}

/// What a sweep, or the KKT residual, takes beside it on CUDA: products, the factor turned and
/// back, its target; or the gradient's parts, and their squares in float64.
double sweep_bytes_cuda(const Sizes& s) { return 6 * s.larger_factor(); }

/// What mu takes beside it on CUDA: numerator, denominator and quotient; for the divergence rows of
/// both factors for a batch of stored entries, and gradients in float64.
double mu_bytes_cuda(const Sizes& s) {
  return 3 * s.larger_factor() + 2 * std::min(s.stored * s.K, 16.0 * 1024 * 1024) * s.bytes +
         5 * 8 * s.K * std::max(s.D, s.V) + 48 * s.stored;
}

/// ATen's operators: the same with a batch of partial Gram matrices in the fit's dtype, and both
/// sparse products beside the gradients, with the sums that they are added from (device_matrix.h).
double gram_bytes_cuda(const Sizes& s) {
  const double partial = std::max(16.0 * 1024 * 1024, s.K * s.K);
  const double sums = s.larger_factor() + s.stored / DeviceMatrix::kPiece * s.K * s.bytes;
  return 5 * s.factors() + sums + partial * s.bytes + 5 * s.K * s.K * 8 +
         s.stored * 2 * (s.bytes + 4) + 32 * (s.D + s.V);
}

}  // namespace

MemoryEstimate estimate_memory(std::int64_t documents, std::int64_t terms, std::int64_t stored,
                               const FactorizationOptions& options, const std::string& device) {
  constexpr double kMargin = 1.05, kSmall = 8 * 1024 * 1024;  // the allocator's; what is not listed
  const Sizes s = {static_cast<double>(documents), static_cast<double>(terms),
                   static_cast<double>(options.n_components), static_cast<double>(stored),
                   options.dtype == Dtype::float64 ? 8.0 : 4.0};
  const bool dense = options.engine == Engine::dense;
  const auto whole = [](double bytes) { return kMargin * bytes + kSmall; };
  const Init init = resolved_init(options, documents, terms);
  const double start = start_bytes(s, init);
  const double best = options.n_init > 1 ? s.factors() : 0;         // of the starts before
  const double projection = options.projection ? s.matrices() : 0;  // another objective
  if (device == "cpu") {
    const bool divergence = options.beta_loss == BetaLoss::kullback_leibler;
    const double work = dense ? dense_bytes(s)
                              : gram_bytes_cpu(s, options, team_size(0)) +
                                    (divergence ? divergence_bytes_cpu(s, team_size(0)) : 0);
    return {whole(std::max(work + projection, start) + best), 0};
  }
  const double copy = dense ? s.D * s.V * s.bytes : 12 * s.stored + 8 * s.V;
  const double sweeps = keeps_signs(options) ? 0 : sweep_bytes_cuda(s);
  const double mu = options.solver == Solver::mu ? mu_bytes_cuda(s) : 0;
  return {whole(start + copy),
          whole((dense ? dense_bytes(s) : gram_bytes_cuda(s)) + projection + sweeps + mu + best)};
}

void check_memory(const MemoryEstimate& estimate, const FactorizationOptions& options,
                  const std::string& device) {
  const std::string remedy = options.engine == Engine::dense
                                 ? "use factorization.engine: gram, which needs far less"
                                 : "lower factorization.n_components or prune the vocabulary "
                                   "(vectorizer.min_df, vectorizer.max_features)";
  if (const double free = available_memory(); estimate.host > free)
    throw DeviceError(fmt::format(
        "the fit needs about {} of memory, {} are free; {} (n_components {}, engine {})",
        gib(estimate.host), gib(free), remedy, options.n_components,
        options.engine == Engine::dense ? "dense" : "gram"));
  if (estimate.device <= 0) return;
  const c10::Device card(device);
  const auto free =
      static_cast<double>(at::getDeviceAllocator(card.type())->getMemoryInfo(card.index()).first);
  if (estimate.device > free)
    throw DeviceError(fmt::format("the fit needs about {} of memory on {}, {} are free; {}",
                                  gib(estimate.device), device, gib(free), remedy));
}

}  // namespace nmf
