#include "nmf/evaluation/assignment.h"

#include <limits>

namespace nmf {
namespace {

/// Rows and columns are counted from 1 here; 0 stands for none.
class Matching {
 public:
  Matching(std::span<const double> gain, std::size_t n)
      : gain_(gain), n_(n), row_potential_(n + 1), column_potential_(n + 1), row_of_(n + 1) {}

  /// Gives `row` a column along the cheapest path of exchanges.
  void add(std::size_t row) {
    std::vector<double> least(n_ + 1, std::numeric_limits<double>::infinity());
    std::vector<std::size_t> before(n_ + 1, 0);  // the column that the path came from
    std::vector<char> reached(n_ + 1, 0);
    std::size_t column = 0;
    row_of_[0] = row;
    while (row_of_[column] != 0) column = step(column, least, before, reached);
    for (; column != 0; column = before[column]) row_of_[column] = row_of_[before[column]];
  }

  [[nodiscard]] std::size_t row_of(std::size_t column) const { return row_of_[column]; }

 private:
  /// Reaches the nearest column that is not reached yet and returns it.
  std::size_t step(std::size_t from, std::vector<double>& least, std::vector<std::size_t>& before,
                   std::vector<char>& reached) {
    reached[from] = 1;
    const std::size_t row = row_of_[from];
    double delta = std::numeric_limits<double>::infinity();
    std::size_t nearest = 0;
    for (std::size_t j = 1; j <= n_; ++j) {
      if (reached[j] != 0) continue;
      const double cost =
          -gain_[(row - 1) * n_ + (j - 1)] - row_potential_[row] - column_potential_[j];
      if (cost < least[j]) {
        least[j] = cost;
        before[j] = from;
      }
      if (least[j] < delta) {
        delta = least[j];
        nearest = j;
      }
    }
    for (std::size_t j = 0; j <= n_; ++j) {
      if (reached[j] != 0) {
        row_potential_[row_of_[j]] += delta;
        column_potential_[j] -= delta;
      } else {
        least[j] -= delta;
      }
    }
    return nearest;
  }

  std::span<const double> gain_;
  std::size_t n_;
  std::vector<double> row_potential_, column_potential_;
  std::vector<std::size_t> row_of_;
};

}  // namespace

std::vector<std::int64_t> best_assignment(std::span<const double> gain, std::int64_t n) {
  const auto size = static_cast<std::size_t>(n);
  Matching matching(gain, size);
  for (std::size_t row = 1; row <= size; ++row) matching.add(row);
  std::vector<std::int64_t> column(size);
  for (std::size_t j = 1; j <= size; ++j)
    column[matching.row_of(j) - 1] = static_cast<std::int64_t>(j - 1);
  return column;
}

}  // namespace nmf
