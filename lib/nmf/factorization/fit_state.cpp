#include "nmf/factorization/fit_state.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <set>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/factorization/dtype.h"
#include "nmf/factorization/solver.h"

namespace nmf {
namespace {

void require(bool holds, const char* what) {
  if (!holds) throw ModelError(fmt::format("state of the fit: {}", what));
}

bool is_matrix(const at::Tensor& tensor, std::int64_t rows, std::int64_t columns,
               at::ScalarType type) {
  return tensor.defined() && tensor.scalar_type() == type && tensor.dim() == 2 &&
         tensor.size(0) == rows && tensor.size(1) == columns;
}

bool has_factors(const SolverState& solver, std::int64_t rows, std::int64_t columns,
                 const FactorizationOptions& options) {
  const at::ScalarType type = scalar_type(options.dtype);
  const auto W = solver.tensors.find("W"), Ht = solver.tensors.find("Ht");
  return W != solver.tensors.end() && Ht != solver.tensors.end() &&
         is_matrix(W->second, rows, options.n_components, type) &&
         is_matrix(Ht->second, columns, options.n_components, type);
}

}  // namespace

void check_state(const FitState& state, std::int64_t rows, std::int64_t columns,
                 const FactorizationOptions& options) {
  constexpr double kCenturies = 1e10;  // seconds: what the clock can be set back by
  require(state.run >= 0 && state.run < options.n_init, "run: is none of those of n_init");
  require(!state.history.empty() && std::ssize(state.history) <= options.max_iter,
          "history: has more iterations than max_iter, or none");
  require(state.seconds >= 0 && state.seconds < kCenturies, "seconds: are none");
  require(has_factors(state.solver, rows, columns, options),
          "W, Ht: are not factors of X with n_components and dtype");
  require(state.best.has_value() == (state.run > 0), "best: belongs to runs after the first");
  if (!state.best) return;
  const at::ScalarType type = scalar_type(options.dtype);
  require(is_matrix(state.best->W, rows, options.n_components, type) &&
              is_matrix(state.best->H, options.n_components, columns, type),
          "best: are not factors of X with n_components and dtype");
}

double size_of(const FitState& state) {
  double bytes = 0;
  std::set<const void*> counted;  // some share their memory
  for (const auto& [name, tensor] : state.solver.tensors)
    if (counted.insert(tensor.const_data_ptr()).second)
      bytes += static_cast<double>(tensor.nbytes());
  if (state.best)
    bytes +=
        static_cast<double>(state.best->W.nbytes()) + static_cast<double>(state.best->H.nbytes());
  return bytes;
}

Factors factors_of(const FitState& state, const std::string& device) {
  const at::Device place(device);
  const auto& tensors = state.solver.tensors;
  return {tensors.at("W").to(place).contiguous(), tensors.at("Ht").to(place).contiguous().t()};
}

std::optional<Factorization> best_of(FitState& state, const FactorizationOptions& options,
                                     const std::string& device) {
  std::optional<Factorization> best = std::move(state.best);
  if (!best) return best;
  const at::Device place(device);
  best->W = best->W.to(place).requires_grad_(options.solver == Solver::adam);
  best->H = best->H.to(place).requires_grad_(options.solver == Solver::adam);
  best->engine = options.engine;
  best->init = options.init;
  best->final.run = static_cast<std::int64_t>(best->seed - options.seed);
  for (Iteration& now : best->history) now.run = best->final.run;
  return best;
}

void after_iteration(const Problem& problem, const std::vector<Iteration>& history, bool ends,
                     const std::function<SolverState()>& state) {
  const bool go_on = !problem.callback || problem.callback(history.back());
  const bool due = problem.save_every > 0 && std::ssize(history) % problem.save_every == 0;
  if (problem.save_every > 0 && (due || !go_on) && !ends) problem.save(history, state());
  if (!go_on) throw Interrupted();
}

}  // namespace nmf
