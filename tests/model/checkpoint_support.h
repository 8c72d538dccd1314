#pragma once

#include <ATen/ops/equal.h>
#include <ATen/ops/tensor.h>

#include <limits>

#include "nmf/model/checkpoint.h"
#include "tests/model/tiny_model.h"

namespace nmf::test {

/// As a fit would hand it over: with names and numbers that are hard to write.
inline FitInput tiny_input() {
  FitInput input;
  input.tfidf = tiny_tfidf();
  input.tfidf.vocabulary[2] = "tab\tand \\backslash";
  input.tfidf.documents = {{"no\xFFutf-8\n", ""}, {"g/2", "g"}};
  input.tfidf.X.value[1] = 0.1;
  input.tfidf.report.documents.documents = 2;
  input.tfidf.report.documents.has_text = false;
  input.tfidf.report.documents.damaged_at = {"a.txt"};
  input.tfidf.report.vocabulary.kept = 3;
  input.tfidf.report.warnings = {"look out"};
  input.source = {"/data/corpus", "ldac", 0.1};
  input.config = tiny_config();
  input.device = "cpu";
  return input;
}

/// \param run  0, or a later one: then there is a best one before it
inline FitState tiny_state(std::int64_t run = 0) {
  FitState state;
  state.run = run;
  state.seconds = 0.3;
  state.history = {
      {.iteration = 0, .loss = 2.5, .residual = 0.1, .kkt_residual = 0.7, .seconds = 0.1},
      {.iteration = 1, .loss = 1.5, .residual = 2, .penalty = 0.5, .seconds = 0.2}};
  state.solver.numbers = {{"infinite", std::numeric_limits<double>::infinity()}, {"weight", 0.1}};
  state.solver.tensors = {{"W", at::tensor({1.0F, 0.1F, 2.0F, 3.0F}).reshape({2, 2})},
                          {"Ht", at::tensor({0.1F, 0.2F, 0.3F, 4.0F, 5.0F, 6.0F}).reshape({3, 2})}};
  if (run > 0) {
    state.best = tiny_factorization();
    state.best->seed = std::numeric_limits<std::uint64_t>::max();
    state.best->stop_reason = StopReason::tol;
  }
  return state;
}

inline bool same(const Iteration& a, const Iteration& b) {
  return a.iteration == b.iteration && a.loss == b.loss && a.residual == b.residual &&
         a.penalty == b.penalty && a.kkt_residual == b.kkt_residual && a.seconds == b.seconds;
}

inline bool same(const std::vector<Iteration>& a, const std::vector<Iteration>& b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(),
                    [](const Iteration& x, const Iteration& y) { return same(x, y); });
}

inline bool same(const Factorization& a, const Factorization& b) {
  return at::equal(a.W, b.W) && at::equal(a.H, b.H) && a.H.strides() == b.H.strides() &&
         same(a.history, b.history) && same(a.final, b.final) && a.n_iter == b.n_iter &&
         a.seed == b.seed && a.stop_reason == b.stop_reason;
}

inline bool same(const FitState& a, const FitState& b) {
  if (a.solver.tensors.size() != b.solver.tensors.size()) return false;
  for (const auto& [name, tensor] : a.solver.tensors)
    if (!at::equal(tensor, b.solver.tensors.at(name))) return false;
  return a.run == b.run && a.seconds == b.seconds && same(a.history, b.history) &&
         a.solver.numbers == b.solver.numbers && a.best.has_value() == b.best.has_value() &&
         (!a.best || same(*a.best, *b.best));
}

}  // namespace nmf::test
