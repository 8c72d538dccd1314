#include "nmf/model/training_residual.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "nmf/core/parallel.h"
#include "nmf/factorization/row_solver.h"

namespace nmf {

std::optional<double> residual_p99(const CsrMatrix<double>& X, const at::Tensor& W,
                                   const at::Tensor& H, int threads) {
  constexpr std::int64_t kRows = 1024;
  const Threads team(threads);
  const auto solver = make_row_solver(H, {}, team);
  SolvedRows rows{W.detach().cpu().contiguous(),
                  std::vector<double>(static_cast<std::size_t>(X.rows))};
  team.for_each_range(X.rows, kRows, [&](std::int64_t begin, std::int64_t end) {
    solver->measure(X, begin, end, rows);
  });
  std::vector<double> residuals;
  for (std::size_t r = 0; r < rows.residual.size(); ++r)
    if (X.row_start[r + 1] > X.row_start[r]) residuals.push_back(rows.residual[r]);
  if (residuals.empty()) return std::nullopt;
  std::sort(residuals.begin(), residuals.end());
  const double place = 0.99 * static_cast<double>(residuals.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, residuals.size() - 1);
  return residuals[below] + (place - std::floor(place)) * (residuals[above] - residuals[below]);
}

}  // namespace nmf
