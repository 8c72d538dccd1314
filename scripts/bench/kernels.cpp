// Google Benchmark of the operations of one Gram epoch at the notebook's size, and of the machine's
// floor in the same run: MKL's sgemm rate and the bandwidth of an update in place.
// Usage: nmf_bench_kernels [--threads=N] [Google Benchmark's options]
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <benchmark/benchmark.h>
#include <torch/optim/adam.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <utility>

#include "nmf/core/parallel.h"
#include "nmf/factorization/fused_adam.h"
#include "nmf/factorization/initialize.h"
#include "nmf/factorization/operations.h"
#include "tests/support/random_matrix.h"

namespace {

using nmf::Operations;
using Side = Operations::Side;

constexpr std::int64_t kDocuments = 2034, kTerms = 26576, kComponents = 100;
constexpr double kDensity = 133634.0 / (2034.0 * 26576.0);

int threads_wanted = 0;

const nmf::Threads& threads() {
  static const nmf::Threads team(threads_wanted);
  return team;
}

struct Problem {
  nmf::CsrMatrix<double> X = nmf::test::random_matrix(kDocuments, kTerms, kDensity, 1);
  std::unique_ptr<Operations> operations =
      nmf::make_cpu_operations(X, nmf::Dtype::float32, threads());
  nmf::Factors factors =
      nmf::normal_start(kDocuments, kTerms, {.n_components = kComponents}, "cpu");
  at::Tensor W = factors.W.detach();
  at::Tensor Ht = factors.H.detach().t();
  at::Tensor G = operations->gram(W).gram;
};

Problem& problem() {
  static Problem instance;
  return instance;
}

void report(benchmark::State& state, double flops, double bytes) {
  using benchmark::Counter;
  state.counters["flops"] = Counter(flops, Counter::kIsIterationInvariantRate);
  state.counters["bytes"] = Counter(bytes, Counter::kIsIterationInvariantRate);
}

void floor_sgemm(benchmark::State& state) {
  constexpr std::int64_t kSize = 2048;
  const at::Tensor a = at::rand({kSize, kSize}), b = at::rand({kSize, kSize});
  at::Tensor c = at::empty({kSize, kSize});
  for (auto _ : state) at::mm_out(c, a, b);
  report(state, 2.0 * kSize * kSize * kSize, 0);
}

/// a <- s a over 256 MiB: each byte read and written once, as Adam's state is.
void floor_update_in_place(benchmark::State& state) {
  at::Tensor a = at::ones({1 << 26});
  for (auto _ : state) a.mul_(1.0000001F);
  report(state, 0, 2.0 * static_cast<double>(a.nbytes()));
}

void gram_of_H(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(problem().operations->gram(problem().Ht).gram);
  report(state, static_cast<double>(kTerms * kComponents * (kComponents + 1)),
         static_cast<double>(problem().Ht.nbytes()));
}

void sparse_product_XHt(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(problem().operations->product(Side::documents, problem().Ht));
  const auto stored = static_cast<double>(problem().X.stored());
  report(state, 2 * stored * kComponents, stored * kComponents * 4);
}

void gradient_of_H(benchmark::State& state) {
  Problem& p = problem();
  for (auto _ : state)
    benchmark::DoNotOptimize(
        p.operations->gradient(Side::terms, p.Ht, p.G, p.W, at::Tensor(), 0.5, 1e-6));
  const auto stored = static_cast<double>(p.X.stored());
  report(state, 2.0 * kTerms * kComponents * kComponents + 2 * stored * kComponents,
         2.0 * static_cast<double>(p.Ht.nbytes()));
}

void adam_of_H(benchmark::State& state) {
  const at::Tensor parameter = problem().Ht.clone().requires_grad_(true);
  parameter.mutable_grad() = at::rand_like(problem().Ht);
  nmf::FusedAdam adam({parameter}, torch::optim::AdamOptions(1e-3).betas({0.9, 0.9}), threads());
  for (auto _ : state) adam.step();
  report(state, 0, 7.0 * static_cast<double>(parameter.nbytes()));
}

void run_all() {
  const std::pair<const char*, void (*)(benchmark::State&)> all[] = {
      {"floor/sgemm", floor_sgemm},  {"floor/update_in_place", floor_update_in_place},
      {"gram/H", gram_of_H},         {"sparse_product/XHt", sparse_product_XHt},
      {"gradient/H", gradient_of_H}, {"adam/H", adam_of_H}};
  for (const auto& [name, body] : all)
    benchmark::RegisterBenchmark(name, body)->UseRealTime()->Unit(benchmark::kMillisecond);
  benchmark::RunSpecifiedBenchmarks();
}

}  // namespace

int main(int argc, char** argv) {
  const std::string option = "--threads=";
  for (int i = 1; i < argc; ++i)
    if (std::string(argv[i]).rfind(option, 0) == 0)
      threads_wanted = std::atoi(argv[i] + option.size());
  if (threads_wanted > 0) at::set_num_threads(threads_wanted);
  benchmark::Initialize(&argc, argv);
  problem();  // made before the clock starts
  run_all();
  return 0;
}
