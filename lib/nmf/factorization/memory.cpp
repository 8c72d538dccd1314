#include "nmf/factorization/memory.h"

#include <c10/core/CachingDeviceAllocator.h>
#include <c10/core/Device.h>
#include <fmt/format.h>

#include "nmf/core/available_memory.h"
#include "nmf/core/error.h"

namespace nmf {
namespace {

std::string gib(double bytes) {
  constexpr double kGib = 1024.0 * 1024 * 1024;
  return bytes < 1e6 * kGib ? fmt::format("{:.1f} GiB", bytes / kGib)
                            : fmt::format("{:.1e} GiB", bytes / kGib);
}

}  // namespace

MemoryEstimate estimate_memory(std::int64_t documents, std::int64_t terms, std::int64_t stored,
                               const FactorizationOptions& options, const std::string& device) {
  const double size = options.dtype == Dtype::float64 ? 8 : 4;
  const auto D = static_cast<double>(documents), V = static_cast<double>(terms);
  const auto K = static_cast<double>(options.n_components);
  // W and H, their gradients and Adam's two moments.
  const double factors = 4 * K * (D + V) * size;
  double work = 0;
  if (options.engine == Engine::dense) {
    // X, W H, their difference, and what the way back holds beside them: 4.2 measured on the CPU at
    // the notebook's size (peak resident memory less that of the Gram engine), six with a margin.
    work = 6 * D * V * size;
  } else {
    // X and its transpose in the fit's dtype and in float64; X H^T; sixteen partial Gram matrices.
    work = static_cast<double>(stored) * (2 * (size + 4) + 12) + 8 * 2 * (D + V) + D * K * size +
           16 * K * K * 8;
  }
  // The start is drawn on the host before it is moved, one factor at a time.
  const double start = 2 * K * V * size;
  if (device == "cpu") return {std::max(factors + work, factors / 4 + start), 0};
  return {start + D * V * size * (options.engine == Engine::dense ? 1 : 0), factors + work};
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
