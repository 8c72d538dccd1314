// Seconds to find W for an X in memory and the H of a model, its Gram matrix included.
//
// usage: nmf_bench_transform MODEL TFIDF.npz VOCABULARY ROUNDS [THREADS]
// Prints `SECONDS RESIDUAL`: the least of the rounds, and ||X - W H||.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>

#include "nmf/config/config.h"
#include "nmf/core/error.h"
#include "nmf/corpus/reader.h"
#include "nmf/factorization/row_solver.h"
#include "nmf/model/load_model.h"

namespace {

/// ||X - W H|| from those of the rows.
double residual(const nmf::CsrMatrix<double>& X, const std::vector<double>& of_row) {
  double sum = 0;
  for (std::size_t r = 0; r < of_row.size(); ++r) {
    double square = 0;
    for (auto i = static_cast<std::size_t>(X.row_start[r]);
         i < static_cast<std::size_t>(X.row_start[r + 1]); ++i)
      square += X.value[i] * X.value[i];
    sum += square * of_row[r] * of_row[r];
  }
  return std::sqrt(sum);
}

}  // namespace

int main(int argc, char** argv) try {
  using Clock = std::chrono::steady_clock;
  if (argc < 5) {
    fmt::print(stderr, "usage: {} MODEL TFIDF.npz VOCABULARY ROUNDS [THREADS]\n", argv[0]);
    return 2;
  }
  const nmf::Model model = nmf::load_model(argv[1]);
  const nmf::Config config = nmf::config_from_json(model.config, argv[1]);
  nmf::CorpusOptions corpus;
  corpus.path = argv[2];
  corpus.format = nmf::CorpusFormat::npz;
  corpus.vocabulary = argv[3];
  const nmf::CsrMatrix<double> X = nmf::read_matrix(corpus).X;
  const nmf::Threads threads(argc > 5 ? std::atoi(argv[5]) : 0);
  const nmf::RowObjective objective = nmf::row_objective(config.factorization, model.W.size(0),
                                                         model.H.size(1), model.fit.residual);
  double least = 1e300;
  nmf::SolvedRows rows;
  for (int round = 0; round < std::atoi(argv[4]); ++round) {
    const auto start = Clock::now();
    const auto solver = nmf::make_row_solver(model.H, objective, threads);
    rows = nmf::solve_rows(*solver, X, threads);
    least = std::min(least, std::chrono::duration<double>(Clock::now() - start).count());
  }
  fmt::print("{} {}\n", least, residual(X, rows.residual));
  return 0;
} catch (const nmf::Error& error) {
  fmt::print(stderr, "{}\n", error.what());
  return 1;
}
