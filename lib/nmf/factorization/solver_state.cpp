#include "nmf/factorization/solver_state.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <stdexcept>

#include "nmf/core/error.h"

namespace nmf {
namespace {

std::string described(const at::Tensor& tensor) {
  return fmt::format("{} [{}]", c10::toString(tensor.scalar_type()),
                     fmt::join(tensor.sizes().vec(), ", "));
}

[[noreturn]] void fail(const std::string& name, const std::string& got,
                       const std::string& expected) {
  throw ModelError(
      fmt::format("state of the solver: {}: got {}, expected {}", name, got, expected));
}

}  // namespace

void StateVisitor::count(const std::string& name, std::int64_t& value) {
  constexpr double kMost = 9007199254740992;  // 2^53: from there on doubles leave integers out
  auto as_double = static_cast<double>(value);
  number(name, as_double);
  if (!(as_double >= 0 && as_double <= kMost && std::trunc(as_double) == as_double))
    fail(name, fmt::format("{}", as_double), "an integer >= 0");
  value = static_cast<std::int64_t>(as_double);
}

void StateSaver::tensor(const std::string& name, at::Tensor& value) {
  if (!value.is_contiguous()) throw std::logic_error("StateSaver: tensors are saved row by row");
  state.tensors.insert_or_assign(name, value.detach());
}

void StateSaver::number(const std::string& name, double& value) {
  state.numbers.insert_or_assign(name, value);
}

void StateRestorer::tensor(const std::string& name, at::Tensor& value) {
  const auto found = state_.tensors.find(name);
  if (found == state_.tensors.end()) fail(name, "nothing", described(value));
  const at::Tensor& saved = found->second;
  if (saved.sizes() != value.sizes() || saved.scalar_type() != value.scalar_type())
    fail(name, described(saved), described(value));
  value = saved.to(value.device()).contiguous();
}

void StateRestorer::number(const std::string& name, double& value) {
  const auto found = state_.numbers.find(name);
  if (found == state_.numbers.end()) fail(name, "nothing", "a number");
  value = found->second;
}

}  // namespace nmf
