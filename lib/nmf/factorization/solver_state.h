#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <string>

namespace nmf {

/// What a solver remembers between two iterations, as plain values, each by a name of its own.
struct SolverState {
  /// Factors and what has their shape, on the device of the fit, row by row as Operations has them:
  /// W [D, K] and H transposed, `Ht`, [V, K]; or one row of float64 numbers, one of each component.
  std::map<std::string, at::Tensor> tensors;
  std::map<std::string, double> numbers;
};

/// Goes over what a solver remembers, to save it or to put it back: one list serves both, so that
/// neither can leave out what the other has.
class StateVisitor {
 public:
  StateVisitor() = default;
  virtual ~StateVisitor() = default;
  StateVisitor(const StateVisitor&) = delete;
  StateVisitor& operator=(const StateVisitor&) = delete;

  virtual void tensor(const std::string& name, at::Tensor& value) = 0;
  virtual void number(const std::string& name, double& value) = 0;
  void count(const std::string& name, std::int64_t& value);
};

/// Takes the state. Its tensors are the solver's own: they change with its next step.
class StateSaver final : public StateVisitor {
 public:
  void tensor(const std::string& name, at::Tensor& value) override;
  void number(const std::string& name, double& value) override;

  SolverState state;
};

/// Puts a state back. Throws ModelError where it has no value of a name, a tensor of another shape
/// or type than the one that it replaces, or a count that is none.
class StateRestorer final : public StateVisitor {
 public:
  /// \param state  kept by reference
  explicit StateRestorer(const SolverState& state) : state_(state) {}

  void tensor(const std::string& name, at::Tensor& value) override;
  void number(const std::string& name, double& value) override;

 private:
  const SolverState& state_;
};

}  // namespace nmf
