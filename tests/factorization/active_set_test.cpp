#include "nmf/factorization/active_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <vector>

namespace nmf {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
using Matrix = std::vector<std::vector<double>>;

/// min w G w / 2 - p w + price * sum max(-w, 0), G = H H^T, p = H x.
struct Task {
  std::int64_t K;
  std::vector<double> G, p;
  double price;

  Task(const Matrix& H, const std::vector<double>& x, double of_negative, double l1 = 0)
      : K(std::ssize(H)), price(of_negative) {
    for (const auto& a : H) {
      double match = -l1;
      for (std::size_t v = 0; v < x.size(); ++v) match += a[v] * x[v];
      p.push_back(match);
      for (const auto& b : H) {
        double sum = 0;
        for (std::size_t v = 0; v < x.size(); ++v) sum += a[v] * b[v];
        G.push_back(sum);
      }
    }
  }

  [[nodiscard]] double objective(const std::vector<double>& w) const {
    double sum = 0;
    for (std::size_t i = 0; i < w.size(); ++i) {
      double half = 0;
      for (std::size_t j = 0; j < w.size(); ++j) half += G[i * w.size() + j] * w[j] / 2;
      sum += w[i] * (half - p[i]);
      if (w[i] < 0) sum -= price * w[i];
    }
    return sum;
  }
};

/// The solution of G w = p on some entries by elimination with pivots; none where G is singular.
std::optional<std::vector<double>> solved(const Task& task, const std::vector<int>& sign) {
  std::vector<std::size_t> entries;
  for (std::size_t k = 0; k < sign.size(); ++k)
    if (sign[k] != 0) entries.push_back(k);
  const std::size_t n = entries.size();
  Matrix a(n, std::vector<double>(n + 1));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) a[i][j] = task.G[entries[i] * sign.size() + entries[j]];
    a[i][n] = task.p[entries[i]] + (sign[entries[i]] < 0 ? task.price : 0);
  }
  for (std::size_t c = 0; c < n; ++c) {
    std::size_t best = c;
    for (std::size_t r = c; r < n; ++r)
      if (std::fabs(a[r][c]) > std::fabs(a[best][c])) best = r;
    if (std::fabs(a[best][c]) < 1e-10) return std::nullopt;
    std::swap(a[c], a[best]);
    for (std::size_t r = 0; r < n; ++r) {
      if (r == c) continue;
      const double factor = a[r][c] / a[c][c];
      for (std::size_t j = c; j <= n; ++j) a[r][j] -= factor * a[c][j];
    }
  }
  std::vector<double> w(sign.size(), 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    w[entries[i]] = a[i][n] / a[i][i];
    if (w[entries[i]] * sign[entries[i]] < 0) return std::nullopt;
  }
  return w;
}

/// The least objective over all choices of signs, 0 among them: its slow twin.
double least(const Task& task) {
  double best = 0;
  std::vector<int> sign(static_cast<std::size_t>(task.K), task.price == kInfinity ? 0 : -1);
  for (;;) {
    if (const auto w = solved(task, sign)) best = std::min(best, task.objective(*w));
    std::size_t k = 0;
    for (; k < sign.size() && sign[k] == 1; ++k) sign[k] = task.price == kInfinity ? 0 : -1;
    if (k == sign.size()) return best;
    ++sign[k];
  }
}

void expect_least(const Task& task, std::vector<double> w) {
  ActiveSet active_set(task.G.data(), task.K, task.price);
  active_set.solve(task.p.data(), w.data());
  for (const double x : w) {
    ASSERT_TRUE(std::isfinite(x));
    if (task.price == kInfinity) {
      EXPECT_GE(x, 0);
    }
  }
  const double expected = least(task);
  EXPECT_NEAR(task.objective(w), expected, 1e-11 * (1 + std::fabs(expected)));
}

class Random {
 public:
  explicit Random(std::uint32_t seed) : generator_(seed) {}
  double uniform() { return uniform_(generator_); }
  std::int64_t below(std::int64_t n) {
    return static_cast<std::int64_t>(uniform() * static_cast<double>(n));
  }
  std::vector<double> vector(std::int64_t size, bool any_sign) {
    std::vector<double> x;
    for (std::int64_t i = 0; i < size; ++i)
      x.push_back(any_sign ? 2 * uniform() - 1 : uniform() < 0.4 ? 0 : uniform());
    return x;
  }
  /// Rows of any rank: some zero, some twice there, some the sum of two others.
  Matrix matrix(std::int64_t K, std::int64_t V, bool any_sign) {
    Matrix H;
    for (std::int64_t k = 0; k < K; ++k) {
      H.push_back(vector(V, any_sign));
      const double kind = uniform();
      if (kind < 0.1) std::fill(H.back().begin(), H.back().end(), 0.0);
      if (k > 0 && kind > 0.85) H.back() = H[static_cast<std::size_t>(below(k))];
      if (k > 1 && kind > 0.7 && kind < 0.8)
        for (std::size_t v = 0; v < H.back().size(); ++v) H.back()[v] = H[0][v] + H[1][v];
    }
    return H;
  }

 private:
  std::mt19937 generator_;
  std::uniform_real_distribution<double> uniform_{0, 1};
};

TEST(ActiveSet, FindsTheLeastOfAllNonNegative) {
  Random random(1);
  for (int i = 0; i < 2000; ++i) {
    SCOPED_TRACE(i);
    const std::int64_t K = 1 + random.below(7), V = 1 + random.below(9);
    const bool any_sign = random.uniform() < 0.3;  // of H: adam with projection has it too
    const Task task(random.matrix(K, V, any_sign), random.vector(V, any_sign), kInfinity,
                    random.uniform() < 0.3 ? 0.1 : 0.0);
    expect_least(task, random.vector(K, false));
  }
}

TEST(ActiveSet, FindsTheLeastWhereNegativeEntriesHaveAPrice) {
  Random random(2);
  for (int i = 0; i < 600; ++i) {
    SCOPED_TRACE(i);
    const std::int64_t K = 1 + random.below(5), V = 1 + random.below(9);
    const Matrix H = random.matrix(K, V, true);
    const double price = std::vector{0.0, 0.01, 0.3, 3.0}[static_cast<std::size_t>(i % 4)];
    expect_least(Task(H, random.vector(V, true), price), std::vector<double>(H.size(), 0.0));
  }
}

TEST(ActiveSet, WithoutAPriceASingularMatrixHasALeastTooAndItsEntriesThatDependAreZero) {
  const Task task({{1, 0}, {2, 0}, {1, 1}}, {3, 4}, 0);
  std::vector<double> w(3);
  ActiveSet(task.G.data(), 3, 0).solve(task.p.data(), w.data());
  EXPECT_NEAR(w[0], -1, 1e-14);
  EXPECT_EQ(w[1], 0);
  EXPECT_NEAR(w[2], 4, 1e-14);
}

TEST(ActiveSet, WhereItStartsDoesNotMatter) {
  Random random(3);
  Matrix H;
  for (int k = 0; k < 40; ++k) H.push_back(random.vector(90, false));
  for (int i = 0; i < 20; ++i) {
    const Task task(H, random.vector(90, false), kInfinity);
    std::vector<double> cold(40, 0.0), all(40, 1.0), some = random.vector(40, false);
    ActiveSet active_set(task.G.data(), 40, kInfinity);
    for (auto* w : {&cold, &all, &some}) active_set.solve(task.p.data(), w->data());
    for (std::size_t k = 0; k < 40; ++k) {
      EXPECT_NEAR(cold[k], all[k], 1e-12);
      EXPECT_NEAR(cold[k], some[k], 1e-12);
    }
    // And the conditions of the minimum hold.
    for (std::size_t k = 0; k < 40; ++k) {
      double gradient = -task.p[k];
      for (std::size_t j = 0; j < 40; ++j) gradient += task.G[k * 40 + j] * cold[j];
      EXPECT_GE(gradient, -1e-11);
      if (cold[k] > 0) {
        EXPECT_NEAR(gradient, 0, 1e-11);
      }
    }
  }
}

TEST(ActiveSet, NothingToMatchGivesZero) {
  const Task task({{1, 2}, {0, 1}}, {0, 0}, kInfinity);
  std::vector<double> w = {5, 7};
  ActiveSet(task.G.data(), 2, kInfinity).solve(task.p.data(), w.data());
  EXPECT_EQ(w, (std::vector<double>{0, 0}));
}

}  // namespace
}  // namespace nmf
