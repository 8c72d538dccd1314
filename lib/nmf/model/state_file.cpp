#include "nmf/model/state_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <iterator>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/core/safetensors.h"
#include "nmf/core/safetensors_reader.h"
#include "nmf/factorization/large_tensor.h"
#include "nmf/model/factor_tensor.h"

namespace nmf {
namespace {

using Path = std::filesystem::path;

constexpr std::string_view kSolver = "solver.", kShared = "shared.";
constexpr std::int64_t kColumns = 6;  // of a history

/// Values that the tensor owns.
template <typename T>
NamedTensor tensor_of(std::string name, std::vector<std::int64_t> shape, std::vector<T> values) {
  constexpr bool real = std::is_same_v<T, double>;
  return {std::move(name), real ? TensorType::float64 : TensorType::int64, std::move(shape),
          [held = std::move(values)](const ByteSink& sink) {
            sink(std::as_bytes(std::span<const T>(held)));
          }};
}

template <typename T>
NamedTensor scalar(std::string name, T value) {
  return tensor_of<T>(std::move(name), {1}, {value});
}

NamedTensor history_tensor(std::string name, const std::vector<Iteration>& history) {
  std::vector<double> rows;
  for (const Iteration& at : history) {
    rows.insert(rows.end(), {at.loss, at.residual, at.penalty, at.kkt_residual ? 1.0 : 0.0,
                             at.kkt_residual.value_or(0), at.seconds});
  }
  return tensor_of<double>(std::move(name), {std::ssize(history), kColumns}, std::move(rows));
}

void add_solver(std::vector<NamedTensor>& tensors, const SolverState& solver) {
  const std::string prefix(kSolver), shared(kShared);
  for (const auto& [name, number] : solver.numbers)
    tensors.push_back(scalar(prefix + name, number));
  std::map<const void*, std::int64_t> number_of;
  std::int64_t number = 0;
  for (const auto& [name, tensor] : solver.tensors) {
    const auto [first, is_new] = number_of.emplace(tensor.const_data_ptr(), number++);
    tensors.push_back(is_new ? factor_tensor(prefix + name, tensor)
                             : scalar(shared + name, first->second));
  }
}

void add_best(std::vector<NamedTensor>& tensors, const Factorization& best) {
  std::vector<Iteration> history = best.history;
  history.push_back(best.final);
  tensors.push_back(factor_tensor("best.W", best.W));
  tensors.push_back(factor_tensor("best.Ht", best.H.t()));
  tensors.push_back(history_tensor("best.history", history));
  tensors.push_back(scalar("best.seed", std::bit_cast<std::int64_t>(best.seed)));
  tensors.push_back(scalar("best.stop_reason", static_cast<std::int64_t>(best.stop_reason)));
}

/// Reads what write_state wrote; errors begin with the path.
class StateFile {
 public:
  explicit StateFile(const Path& path) : file_(path.string()) {}

  const std::vector<StoredTensor>& tensors() const { return file_.tensors(); }

  bool has(std::string_view name) const {
    return std::ranges::find(tensors(), name, &StoredTensor::name) != tensors().end();
  }

  template <typename T>
  T scalar(const std::string& name) {
    const std::vector<T> values = file_.read_vector<T>(name);
    if (values.size() != 1) fail(name, "expected one value");
    return values[0];
  }

  at::Tensor matrix(const std::string& name) {
    const StoredTensor& stored = file_.tensor(name);
    const bool wide = stored.type == TensorType::float64;
    if (stored.shape.size() != 2 || !(wide || stored.type == TensorType::float32))
      fail(name, "expected a matrix of F32 or F64");
    at::Tensor out = large_empty(stored.shape, wide ? at::kDouble : at::kFloat);
    file_.read(stored, 0, {static_cast<std::byte*>(out.mutable_data_ptr()), out.nbytes()});
    return out;
  }

  std::vector<Iteration> history(const std::string& name) {
    const StoredTensor& stored = file_.tensor(name);
    if (stored.type != TensorType::float64 || stored.shape.size() != 2 ||
        stored.shape[1] != kColumns)
      fail(name, fmt::format("expected F64 [iterations, {}]", kColumns));
    std::vector<double> rows(static_cast<std::size_t>(stored.shape[0] * kColumns));
    file_.read(stored, 0, std::as_writable_bytes(std::span(rows)));
    std::vector<Iteration> history;
    for (std::size_t i = 0; i < rows.size(); i += kColumns) {
      const double* row = rows.data() + i;
      Iteration at = {.iteration = std::ssize(history),
                      .loss = row[0],
                      .residual = row[1],
                      .penalty = row[2],
                      .seconds = row[5]};
      if (row[3] != 0) at.kkt_residual = row[4];
      history.push_back(at);
    }
    return history;
  }

  [[noreturn]] void fail(const std::string& name, const std::string& what) const {
    throw ModelError(fmt::format("{}: {}: {}", file_.path(), name, what));
  }

 private:
  SafetensorsFile file_;
};

SolverState read_solver(StateFile& file) {
  SolverState solver;
  std::map<std::string, std::int64_t> shared;
  for (const StoredTensor& tensor : file.tensors()) {
    if (tensor.name.starts_with(kShared)) {
      const std::string name = tensor.name.substr(kShared.size());
      shared.emplace(name, file.scalar<std::int64_t>(tensor.name));
      solver.tensors.emplace(name, at::Tensor());
    } else if (tensor.name.starts_with(kSolver)) {
      const std::string name = tensor.name.substr(kSolver.size());
      if (tensor.shape.size() == 1)
        solver.numbers.emplace(name, file.scalar<double>(tensor.name));
      else
        solver.tensors.emplace(name, file.matrix(tensor.name));
    }
  }
  for (const auto& [name, number] : shared) {
    const bool known = number >= 0 && number < std::ssize(solver.tensors);
    const at::Tensor first =
        known ? std::next(solver.tensors.begin(), number)->second : at::Tensor();
    if (!first.defined()) file.fail(std::string(kShared) + name, "is the number of no tensor");
    solver.tensors[name] = first;
  }
  return solver;
}

Factorization read_best(StateFile& file) {
  Factorization best;
  best.W = file.matrix("best.W");
  best.H = file.matrix("best.Ht").t();
  best.history = file.history("best.history");
  if (best.history.empty()) file.fail("best.history", "expected a row at least");
  best.final = best.history.back();
  best.history.pop_back();
  best.n_iter = std::ssize(best.history);
  best.seed = std::bit_cast<std::uint64_t>(file.scalar<std::int64_t>("best.seed"));
  const auto reason = file.scalar<std::int64_t>("best.stop_reason");
  if (reason < 0 || reason > static_cast<std::int64_t>(StopReason::max_seconds))
    file.fail("best.stop_reason", "is none");
  best.stop_reason = static_cast<StopReason>(reason);
  return best;
}

}  // namespace

void write_state(const Path& path, const FitState& state) {
  std::vector<NamedTensor> tensors = {scalar("run", state.run), scalar("seconds", state.seconds),
                                      history_tensor("history", state.history)};
  add_solver(tensors, state.solver);
  if (state.best) add_best(tensors, *state.best);
  write_safetensors(path, std::move(tensors));
}

FitState read_state(const Path& path) {
  StateFile file(path);
  FitState state;
  state.solver = read_solver(file);
  state.run = file.scalar<std::int64_t>("run");
  state.seconds = file.scalar<double>("seconds");
  state.history = file.history("history");
  if (file.has("best.W")) state.best = read_best(file);
  return state;
}

}  // namespace nmf
