#include "not_converged.h"

#include <fmt/format.h>

#include <algorithm>

#include "nmf/core/plural.h"

namespace nmf::app {
namespace {

/// The rules in use, with what they were given.
std::string criteria(const FactorizationOptions& options) {
  const std::string tol = fmt::format("tol (got {})", options.tol),
                    kkt_tol = fmt::format("kkt_tol (got {})", options.kkt_tol);
  if (options.tol > 0 && options.kkt_tol > 0) return tol + " or " + kkt_tol;
  return options.tol > 0 ? tol : kkt_tol;
}

}  // namespace

std::vector<std::string> not_converged_notes(const std::vector<FitEnd>& fits,
                                             const FactorizationOptions& options) {
  const auto count = [&](const auto& ended) {
    return std::count_if(fits.begin(), fits.end(),
                         [&](const FitEnd& fit) { return !fit.converged && ended(fit); });
  };
  const auto by_time = count([&](const FitEnd& fit) { return fit.n_iter < options.max_iter; });
  const auto by_count = count([&](const FitEnd& fit) { return fit.n_iter >= options.max_iter; });
  const std::int64_t all = std::ssize(fits);
  std::vector<std::string> notes;
  if (by_time > 0) {
    const std::string who = all > 1 ? fmt::format("{} of {} ", by_time, plural(all, "fit")) : "";
    const std::string when =
        all > 1 ? "" : fmt::format(" after {}", plural(fits.front().n_iter, "iteration"));
    notes.push_back(
        fmt::format("note: {}stopped{} by factorization.max_seconds ({}), before {} converged", who,
                    when, options.max_seconds, by_time > 1 ? "they" : "it"));
  }
  const bool wanted = options.tol > 0 || options.kkt_tol > 0;
  if (by_count > 0 && wanted && options.max_iter > 0) {
    const std::string who = all > 1 ? fmt::format(" {} of {};", by_count, plural(all, "fit")) : "";
    notes.push_back(
        fmt::format("note: not converged after {} (factorization.max_iter):{} raise it, or {}",
                    plural(options.max_iter, "iteration"), who, criteria(options)));
  }
  return notes;
}

}  // namespace nmf::app
