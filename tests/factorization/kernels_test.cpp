// Covers kernels_generic.cpp, kernels_v3.cpp, kernels_v4.cpp.
#include "nmf/factorization/kernels/kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <random>
#include <vector>

#include "nmf/factorization/kernels/tables.h"
#include "tests/support/random_matrix.h"

namespace nmf::kernels {
namespace {

constexpr std::int64_t kComponents[] = {1, 3, 7, 8, 15, 16, 17, 24, 33, 50, 100, 129};

template <typename T>
std::vector<T> random_values(std::int64_t count, std::uint32_t seed) {
  std::mt19937 generator(seed);
  std::uniform_real_distribution<double> uniform(-1.0, 1.0);
  std::vector<T> values(static_cast<std::size_t>(count));
  for (T& value : values) value = static_cast<T>(uniform(generator));
  if (count > 2) values[1] = 0;  // the penalty's corner
  return values;
}

/// All results of all kernels on one input, by one instruction set.
template <typename T>
struct Results {
  std::vector<double> gram, negative;
  std::vector<T> product, gradient, panel, parameter, average, square, maximum, swept;
  std::vector<T> stored, multiplied, multiplied_by_row;
  std::vector<T> newton_rows, newton_row, newton_violation;
  double violation = 0;
};

constexpr std::int64_t kSweeps = 3;

/// What the sweeps of a problem are given: rows >= 0, some of them 0, and a Gram matrix whose
/// column 0 belongs to a component that is gone.
template <typename T>
struct SweepInput {
  std::vector<T> F, negative_gram, inverse;
  std::vector<double> gram;  ///< [K, K]
  T l1 = static_cast<T>(0.05);

  SweepInput(const std::vector<T>& factor, const std::vector<T>& other, std::int64_t K) {
    for (const T value : factor) F.push_back(std::max(value, T(0)));
    gram.assign(static_cast<std::size_t>(K * K), 0.0);
    const auto at = [K](std::int64_t i, std::int64_t j) {
      return static_cast<std::size_t>(i * K + j);
    };
    for (std::int64_t r = 0; r < std::ssize(other) / K; ++r)
      for (std::int64_t i = 1; i < K; ++i)
        for (std::int64_t j = 1; j < K; ++j)
          gram[at(i, j)] +=
              static_cast<double>(other[at(r, i)]) * static_cast<double>(other[at(r, j)]);
    const std::int64_t tiles = (K + kSweepColumns - 1) / kSweepColumns;
    negative_gram.assign(static_cast<std::size_t>(tiles * K * kSweepColumns), T(0));
    for (std::int64_t k = 0; k < K; ++k) {
      inverse.push_back(gram[at(k, k)] > 0 ? static_cast<T>(1 / gram[at(k, k)]) : T(0));
      for (std::int64_t i = 0; i < K; ++i)
        negative_gram[static_cast<std::size_t>(k / kSweepColumns * K * kSweepColumns +
                                               i * kSweepColumns + k % kSweepColumns)] =
            -static_cast<T>(gram[at(i, k)]);
    }
  }
};

template <typename T>
struct Problem {
  std::int64_t rows, K;
  CsrMatrix<T> A;
  std::vector<T> F, other, step_gradient, average, square, maximum;
  std::vector<double> G;
  T scale = static_cast<T>(0.37), slope = static_cast<T>(0.01);
  AdamCoefficients<T> adam = {T(0.9), T(0.1), T(0.99), T(0.01), T(0.004), T(3.1), T(1e-8), T(0.02)};

  Problem(std::int64_t n, std::int64_t components) : rows(n), K(components) {
    A = converted<T>(test::random_matrix(rows, 40, 0.2, static_cast<std::uint32_t>(rows)));
    F = random_values<T>(rows * K, 1);
    other = random_values<T>(A.columns * K, 2);
    step_gradient = random_values<T>(rows * K, 3);
    average = random_values<T>(rows * K, 4);
    square = random_values<T>(rows * K, 5);
    for (T& value : square) value = std::abs(value);
    maximum = random_values<T>(rows * K, 6);
    for (const double value : random_values<double>(K * K, 7)) G.push_back(value);
  }

  SparseRows<T> sparse() const { return {A.row_start.data(), A.column.data(), A.value.data()}; }
};

/// Zeros what gram_block leaves open: all but i <= j < K.
void keep_upper(std::vector<double>& gram, std::int64_t K) {
  const std::int64_t stride = gram_stride(K);
  for (std::int64_t i = 0; i < stride; ++i)
    for (std::int64_t j = 0; j < stride; ++j)
      if (j < i || j >= K) gram[static_cast<std::size_t>(i * stride + j)] = 0;
}

/// Up to kPanel rows of a problem, or row 0 spread over the lanes, laid out for Newton steps. Some
/// columns of the other factor are 0, and the sums then too.
template <typename T>
struct NewtonInput {
  static constexpr T kL2 = static_cast<T>(0.2), kEpsilon = static_cast<T>(1e-7);
  std::int64_t n = 0;
  std::vector<T> other, nothing, sums, x, wh, F;
  std::vector<const T*> row;

  NewtonInput(const Problem<T>& p, bool one_row) : other(p.other), F(size(p.K * kPanel), T(0)) {
    for (T& value : other) value = std::abs(value);
    for (std::int64_t c = 0; c < p.A.columns; ++c) other[size(c * p.K + p.K / 2)] = 0;
    nothing.assign(size(p.K), T(0));
    for (std::int64_t k = 0; k < p.K; ++k)
      sums.push_back(k == p.K / 2 ? T(0) : static_cast<T>(3 + k % 5));
    const std::int64_t rows = one_row ? 1 : std::min(p.rows, kPanel);
    for (std::int64_t r = 0; r < rows; ++r) n = std::max(n, length(p, r));
    const std::int64_t step = one_row ? 1 : kPanel;
    if (one_row) n = (n + kPanel - 1) / kPanel;
    x.assign(size(n * kPanel), T(0));
    wh.assign(size(n * kPanel), T(1));
    row.assign(size(n * kPanel), nothing.data());
    for (std::int64_t r = 0; r < rows; ++r) {
      for (std::int64_t k = 0; k < p.K; ++k)
        for (std::int64_t l = r; l < (one_row ? kPanel : r + 1); ++l)
          F[size(k * kPanel + l)] = std::max(p.F[size(r * p.K + k)], T(0));
      for (std::int64_t i = 0; i < length(p, r); ++i) {
        const auto at = size(i * step + r);
        x[at] = p.A.value[size(p.A.row_start[size(r)] + i)];
        row[at] = other.data() + p.A.column[size(p.A.row_start[size(r)] + i)] * p.K;
        wh[at] = 0;
        for (std::int64_t k = 0; k < p.K; ++k) wh[at] += F[size(k * kPanel + r)] * row[at][k];
      }
    }
  }
  static std::size_t size(std::int64_t i) { return static_cast<std::size_t>(i); }
  static std::int64_t length(const Problem<T>& p, std::int64_t r) {
    return p.A.row_start[size(r + 1)] - p.A.row_start[size(r)];
  }
  NewtonRules<T> rules() const { return {sums.data(), kL2, kEpsilon, static_cast<T>(1e-15), 2}; }
  NewtonLanes<T> lanes() { return {n, row.data(), x.data(), wh.data(), F.data()}; }
};

template <typename T>
Results<T> run(const Problem<T>& p, Isa isa) {
  const Table<T>& t = table<T>(isa);
  const std::int64_t stride = padded(p.K);
  const auto size = [](std::int64_t n) { return static_cast<std::size_t>(n); };
  Results<T> r;
  r.gram.assign(size(gram_stride(p.K) * gram_stride(p.K)), 0.0);
  r.negative.assign(size(stride), 0.0);
  std::vector<T> packed(size(kGramRows * gram_stride(p.K))), panels(size(stride * p.K));
  t.gram_block(p.F.data(), p.rows, p.K, packed.data(), r.gram.data(), r.negative.data());
  keep_upper(r.gram, p.K);
  r.product.assign(size(p.rows * stride), T(-7));
  t.sparse_times_factor(p.sparse(), 0, p.rows, p.other.data(), p.K, r.product.data());
  pack_panels(p.G.data(), p.K, panels.data());
  r.gradient.assign(size(p.rows * p.K), T(-7));
  t.gradient_block(p.F.data(), p.rows, p.K, panels.data(), r.product.data(), p.scale, p.slope,
                   r.gradient.data());
  r.panel.assign(size(p.rows * kPanel), T(-7));
  t.factor_times_panel(p.F.data(), p.rows, p.K, panels.data(), r.panel.data());
  r.parameter = p.F;
  r.average = p.average;
  r.square = p.square;
  r.maximum = p.maximum;
  t.adam_block(r.parameter.data(), p.step_gradient.data(), r.average.data(), r.square.data(),
               r.maximum.data(), p.rows * p.K, p.adam);
  const SweepInput<T> input(p.F, p.other, p.K);
  r.swept.assign(input.F.size(), T(-7));
  std::vector<T> scratch(size(2 * p.K * kSweepRows));
  t.sweep_rows(input.F.data(), p.rows, p.K, r.product.data(),
               {input.negative_gram.data(), input.inverse.data(), input.l1, kSweeps},
               scratch.data(), &r.violation, r.swept.data());
  r.stored.assign(size(p.A.stored()), T(-7));
  t.stored_products(p.sparse(), 0, p.rows, p.F.data(), p.other.data(), p.K, r.stored.data());
  // A denominator of 0, results below `least`.
  const MultiplyRules<T> rules = {static_cast<T>(0.3), static_cast<T>(1e-3), static_cast<T>(0.01)};
  r.multiplied = r.multiplied_by_row = input.F;
  t.multiply_rows(r.multiplied.data(), p.rows, p.K, r.product.data(), p.square.data(), p.K,
                  {0, rules.epsilon, rules.least});
  t.multiply_rows(r.multiplied_by_row.data(), p.rows, p.K, r.product.data(), p.square.data(), 0,
                  rules);
  r.newton_violation.assign(size(2 * kPanel), T(0));
  for (const bool one_row : {false, true}) {
    NewtonInput<T> newton(p, one_row);
    std::vector<T> panel(size(newton.n * kPanel * kPanel));
    (one_row ? t.newton_row : t.newton_rows)(newton.lanes(), p.K, newton.rules(), panel.data(),
                                             r.newton_violation.data() + (one_row ? kPanel : 0));
    (one_row ? r.newton_row : r.newton_rows) = newton.F;
  }
  return r;
}

/// The same by loops that nobody could get wrong, in float64.
template <typename T>
void expect_naive(const Problem<T>& p, const Results<T>& r) {
  const std::int64_t stride = padded(p.K);
  const double tolerance = sizeof(T) == 4 ? 2e-6 : 1e-14;
  const auto at = [](const auto& values, std::int64_t i) {
    return static_cast<double>(values[static_cast<std::size_t>(i)]);
  };
  for (std::int64_t i = 0; i < p.K; ++i) {
    double negative = 0;
    for (std::int64_t n = 0; n < p.rows; ++n) negative += std::max(-at(p.F, n * p.K + i), 0.0);
    ASSERT_NEAR(at(r.negative, i), negative, tolerance * static_cast<double>(p.rows));
    for (std::int64_t j = i; j < p.K; ++j) {
      double sum = 0;
      for (std::int64_t n = 0; n < p.rows; ++n) sum += at(p.F, n * p.K + i) * at(p.F, n * p.K + j);
      ASSERT_NEAR(at(r.gram, i * gram_stride(p.K) + j), sum,
                  tolerance * static_cast<double>(p.rows));
    }
  }
  for (std::int64_t n = 0; n < p.rows; ++n) {
    for (std::int64_t j = 0; j < stride; ++j) {
      double product = 0, full = 0;
      for (auto i = p.A.row_start[static_cast<std::size_t>(n)];
           j < p.K && i < p.A.row_start[static_cast<std::size_t>(n) + 1]; ++i)
        product +=
            at(p.A.value, i) * at(p.other, p.A.column[static_cast<std::size_t>(i)] * p.K + j);
      ASSERT_NEAR(at(r.product, n * stride + j), product, tolerance * 20);
      if (j >= p.K) continue;
      for (std::int64_t i = 0; i < p.K; ++i) full += at(p.F, n * p.K + i) * at(p.G, i * p.K + j);
      const double slope = at(p.F, n * p.K + j) <= 0 ? p.slope : 0.0;
      ASSERT_NEAR(at(r.gradient, n * p.K + j), p.scale * (full - product) - slope,
                  tolerance * static_cast<double>(p.K + 20));
    }
  }
  for (std::int64_t n = 0; n < p.rows; ++n) {
    for (std::int64_t j = 0; j < kPanel; ++j) {
      double sum = 0;
      for (std::int64_t i = 0; j < p.K && i < p.K; ++i)
        sum += at(p.F, n * p.K + i) * at(p.G, i * p.K + j);
      ASSERT_NEAR(at(r.panel, n * kPanel + j), sum, tolerance * static_cast<double>(p.K));
    }
  }
  for (std::int64_t i = 0; i < p.rows * p.K; ++i) {
    const auto& c = p.adam;
    const double g = at(p.step_gradient, i) + static_cast<double>(c.weight_decay) * at(p.F, i);
    const double m = static_cast<double>(c.beta1) * at(p.average, i) + c.one_minus_beta1 * g;
    const double v = static_cast<double>(c.beta2) * at(p.square, i) + c.one_minus_beta2 * g * g;
    const double most = std::max(at(p.maximum, i), v);
    const double expected =
        at(p.F, i) - c.step_size * m / (std::sqrt(most) * c.inverse_sqrt_correction + c.eps);
    ASSERT_NEAR(at(r.average, i), m, tolerance);
    ASSERT_NEAR(at(r.square, i), v, tolerance);
    ASSERT_NEAR(at(r.maximum, i), most, tolerance);
    ASSERT_NEAR(at(r.parameter, i), expected, tolerance * 10);
  }
}

/// Coordinate descent one entry after the other.
template <typename T>
void expect_naive_sweeps(const Problem<T>& p, const Results<T>& r) {
  const std::int64_t K = p.K, stride = padded(K);
  const SweepInput<T> input(p.F, p.other, K);
  const double tolerance = sizeof(T) == 4 ? 2e-5 : 1e-13;
  double violation = 0, size = 0;
  for (std::int64_t n = 0; n < p.rows; ++n) {
    std::vector<double> f(input.F.begin() + n * K, input.F.begin() + (n + 1) * K);
    for (std::int64_t sweep = 0; sweep < kSweeps; ++sweep) {
      for (std::int64_t k = 0; k < K; ++k) {
        double descent = static_cast<double>(r.product[static_cast<std::size_t>(n * stride + k)]) -
                         static_cast<double>(input.l1);
        for (std::int64_t i = 0; i < K; ++i)
          descent -=
              input.gram[static_cast<std::size_t>(i * K + k)] * f[static_cast<std::size_t>(i)];
        double& x = f[static_cast<std::size_t>(k)];
        if (sweep == 0) violation += x > 0 ? std::abs(descent) : std::max(descent, 0.0);
        const double curvature = input.gram[static_cast<std::size_t>(k * K + k)];
        if (curvature > 0) x = std::max(0.0, x + descent / curvature);
      }
    }
    for (std::int64_t k = 0; k < K; ++k) {
      const double got = static_cast<double>(r.swept[static_cast<std::size_t>(n * K + k)]);
      ASSERT_GE(got, 0);
      ASSERT_NEAR(got, f[static_cast<std::size_t>(k)], tolerance * static_cast<double>(K + 10));
      size += std::abs(f[static_cast<std::size_t>(k)]);
    }
  }
  ASSERT_NEAR(r.violation, violation, tolerance * (1 + violation + size));
}

/// Products at stored places, and multiplicative updates.
template <typename T>
void expect_naive_products(const Problem<T>& p, const Results<T>& r) {
  const auto at = [](const auto& values, std::int64_t i) {
    return static_cast<double>(values[static_cast<std::size_t>(i)]);
  };
  const double tolerance = sizeof(T) == 4 ? 2e-6 : 1e-14;
  const auto expect_multiplied = [&](const std::vector<T>& got, std::int64_t n, std::int64_t k,
                                     double denominator) {
    const double f = std::max(at(p.F, n * p.K + k), 0.0);
    if (denominator == 0) denominator = 1e-3;
    const double product = f * (at(r.product, n * padded(p.K) + k) / denominator);
    const double result = at(got, n * p.K + k);
    ASSERT_TRUE(result == 0 || result >= 0.0099);
    if (std::abs(product - 0.01) > 1e-6) {
      ASSERT_NEAR(result, product < 0.01 ? 0.0 : product, 4 * tolerance * (1 + std::abs(product)));
    }
  };
  for (std::int64_t n = 0; n < p.rows; ++n) {
    for (auto i = p.A.row_start[static_cast<std::size_t>(n)];
         i < p.A.row_start[static_cast<std::size_t>(n) + 1]; ++i) {
      double sum = 0;
      for (std::int64_t k = 0; k < p.K; ++k)
        sum +=
            at(p.F, n * p.K + k) * at(p.other, p.A.column[static_cast<std::size_t>(i)] * p.K + k);
      ASSERT_NEAR(at(r.stored, i), sum, tolerance * static_cast<double>(p.K));
    }
    for (std::int64_t k = 0; k < p.K; ++k) {
      const double f = std::max(at(p.F, n * p.K + k), 0.0);
      expect_multiplied(r.multiplied, n, k, at(p.square, n * p.K + k));
      expect_multiplied(r.multiplied_by_row, n, k, at(p.square, k) + 0.3 * f);
    }
  }
}

/// One row after the other, one coordinate after the other.
template <typename T>
void expect_naive_newton(const Problem<T>& p, const Results<T>& r) {
  NewtonInput<T> input(p, false);
  const double tolerance = sizeof(T) == 4 ? 2e-4 : 1e-11;
  for (std::int64_t lane = 0; lane < std::min(p.rows, kPanel); ++lane) {
    double violation = 0;
    std::vector<double> wh(static_cast<std::size_t>(input.n), 0.0);
    const auto at = [&](std::int64_t i) { return static_cast<std::size_t>(i * kPanel + lane); };
    std::vector<double> f;
    for (std::int64_t k = 0; k < p.K; ++k) f.push_back(static_cast<double>(input.F[at(k)]));
    for (int sweep = 0; sweep < 2; ++sweep) {
      for (std::int64_t k = 0; k < p.K; ++k) {
        double s = 0, t = 0;
        double& x = f[static_cast<std::size_t>(k)];
        const double l2 = static_cast<double>(input.kL2);
        const double c = static_cast<double>(input.sums[static_cast<std::size_t>(k)]) + l2 * x;
        for (std::int64_t i = 0; i < input.n; ++i) {
          double product = 0;
          for (std::int64_t j = 0; j < p.K; ++j)
            product += f[static_cast<std::size_t>(j)] * static_cast<double>(input.row[at(i)][j]);
          const double a = static_cast<double>(input.row[at(i)][k]) / std::max(product, 1e-7);
          s += static_cast<double>(input.x[at(i)]) * a;
          t += static_cast<double>(input.x[at(i)]) * a * a;
        }
        if (sweep == 0) violation += x > 0 ? std::abs(c - s) : std::max(s - c, 0.0);
        x = std::max(0.0, x + (s - c) / (s > 0 ? t * c / s + l2 : l2));
      }
    }
    double size = 1;
    for (const double x : f) size += x;
    for (std::int64_t k = 0; k < p.K; ++k) {
      const double expected = f[static_cast<std::size_t>(k)];
      ASSERT_NEAR(static_cast<double>(r.newton_rows[at(k)]), expected, tolerance * size);
      if (lane == 0) {
        ASSERT_NEAR(static_cast<double>(r.newton_row[at(k)]), expected, tolerance * size);
      }
    }
    ASSERT_NEAR(static_cast<double>(r.newton_violation[static_cast<std::size_t>(lane)]), violation,
                tolerance * (1 + violation));
  }
}

template <typename T>
bool equal_bits(const std::vector<T>& a, const std::vector<T>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0;
}

template <typename T>
void expect_equal_bits(const Results<T>& a, const Results<T>& b) {
  EXPECT_TRUE(equal_bits(a.gram, b.gram));
  EXPECT_TRUE(equal_bits(a.negative, b.negative));
  EXPECT_TRUE(equal_bits(a.product, b.product));
  EXPECT_TRUE(equal_bits(a.gradient, b.gradient));
  EXPECT_TRUE(equal_bits(a.panel, b.panel));
  EXPECT_TRUE(equal_bits(a.parameter, b.parameter));
  EXPECT_TRUE(equal_bits(a.average, b.average));
  EXPECT_TRUE(equal_bits(a.square, b.square));
  EXPECT_TRUE(equal_bits(a.maximum, b.maximum));
  EXPECT_TRUE(equal_bits(a.swept, b.swept));
  EXPECT_EQ(a.violation, b.violation);
  EXPECT_TRUE(equal_bits(a.stored, b.stored));
  EXPECT_TRUE(equal_bits(a.multiplied, b.multiplied));
  EXPECT_TRUE(equal_bits(a.multiplied_by_row, b.multiplied_by_row));
  EXPECT_TRUE(equal_bits(a.newton_rows, b.newton_rows));
  EXPECT_TRUE(equal_bits(a.newton_row, b.newton_row));
  EXPECT_TRUE(equal_bits(a.newton_violation, b.newton_violation));
}

class Kernels : public testing::TestWithParam<Isa> {
 protected:
  void SetUp() override {
    if (!can_run(GetParam())) GTEST_SKIP() << "this machine lacks the instruction set";
  }
};

TEST_P(Kernels, EqualNaiveLoops) {
  for (const std::int64_t K : kComponents) {
    for (const std::int64_t rows : {1, 5, 6, 13, 127, 128}) {
      SCOPED_TRACE(testing::Message() << "K " << K << " rows " << rows);
      expect_naive(Problem<float>(rows, K), run(Problem<float>(rows, K), GetParam()));
      expect_naive(Problem<double>(rows, K), run(Problem<double>(rows, K), GetParam()));
      expect_naive_sweeps(Problem<float>(rows, K), run(Problem<float>(rows, K), GetParam()));
      expect_naive_sweeps(Problem<double>(rows, K), run(Problem<double>(rows, K), GetParam()));
      expect_naive_newton(Problem<float>(rows, K), run(Problem<float>(rows, K), GetParam()));
      expect_naive_newton(Problem<double>(rows, K), run(Problem<double>(rows, K), GetParam()));
      expect_naive_products(Problem<float>(rows, K), run(Problem<float>(rows, K), GetParam()));
      expect_naive_products(Problem<double>(rows, K), run(Problem<double>(rows, K), GetParam()));
      if (HasFatalFailure()) return;
    }
  }
}

/// A positive definite matrix of n rows with two columns beside it, as Table::cholesky takes it.
struct CholeskyInput {
  std::int64_t n, columns = padded(n + 2), stride = columns + kPanel;
  std::vector<double> A, least;

  explicit CholeskyInput(std::int64_t size) : n(size) {
    const std::vector<double> factor = random_values<double>(n * n, 5);
    A.assign(static_cast<std::size_t>(n * stride), 0.0);
    least.assign(static_cast<std::size_t>(n), 1e-9);
    for (std::int64_t i = 0; i < n; ++i) {
      for (std::int64_t j = i; j < n; ++j)
        for (std::int64_t r = 0; r < n; ++r)
          at(i, j) += factor[static_cast<std::size_t>(r * n + i)] *
                      factor[static_cast<std::size_t>(r * n + j)];
      at(i, i) += 0.5;
      at(i, n) = static_cast<double>(i) - 3;
      at(i, n + 1) = 1;
    }
  }
  double& at(std::int64_t i, std::int64_t j) { return A[static_cast<std::size_t>(i * stride + j)]; }
};

struct Cholesky {
  CholeskyInput in;
  std::vector<double> inverse;
  std::int64_t rows;

  Cholesky(CholeskyInput input, Isa isa)
      : in(std::move(input)), inverse(static_cast<std::size_t>(in.n)) {
    rows = table<double>(isa).cholesky(in.A.data(), in.n, in.columns, in.stride, in.least.data(),
                                       inverse.data());
    for (std::int64_t i = 0; i < in.n; ++i)  // what it leaves open
      for (std::int64_t j = 0; j <= i; ++j) in.at(i, j) = 0;
  }
};

TEST_P(Kernels, CholeskyEqualsTheTextbook) {
  for (const std::int64_t n : {1, 2, 7, 15, 16, 17, 40}) {
    SCOPED_TRACE(n);
    CholeskyInput left(n);
    Cholesky found(left, GetParam());
    ASSERT_EQ(found.rows, n);
    for (std::int64_t i = 0; i < n; ++i) {
      const double inverse = found.inverse[static_cast<std::size_t>(i)];
      ASSERT_NEAR(1 / (inverse * inverse), left.at(i, i), 1e-11 * left.at(i, i));
      for (std::int64_t j = i + 1; j < n + 2; ++j) {
        ASSERT_NEAR(found.in.at(i, j), left.at(i, j) * inverse, 1e-11);
        for (std::int64_t r = i + 1; r <= j && r < n; ++r)
          left.at(r, j) -= left.at(i, r) * left.at(i, j) * inverse * inverse;
      }
    }
  }
}

TEST_P(Kernels, CholeskyStopsAtARowThatDependsOnOthers) {
  CholeskyInput input(20);
  for (std::int64_t j = 9; j < 20; ++j) input.at(9, j) = input.at(4, j);
  input.at(9, 9) = input.at(4, 9) = input.at(4, 4);
  for (std::int64_t i = 0; i < 9; ++i) input.at(i, 9) = i < 4 ? input.at(i, 4) : input.at(4, i);
  EXPECT_EQ(Cholesky(input, GetParam()).rows, 9);
}

INSTANTIATE_TEST_SUITE_P(Isa, Kernels, testing::Values(Isa::generic, Isa::v3, Isa::v4),
                         [](const auto& test) {
                           return test.param == Isa::generic ? "generic"
                                  : test.param == Isa::v3    ? "v3"
                                                             : "v4";
                         });

TEST(KernelBits, Avx2AndAvx512Agree) {
  if (!can_run(Isa::v4)) GTEST_SKIP() << "this machine has no AVX-512";
  for (const std::int64_t K : kComponents) {
    for (const std::int64_t rows : {1, 13, 128}) {
      SCOPED_TRACE(testing::Message() << "K " << K << " rows " << rows);
      const Problem<float> single(rows, K);
      expect_equal_bits(run(single, Isa::v3), run(single, Isa::v4));
      const Problem<double> twice(rows, K);
      expect_equal_bits(run(twice, Isa::v3), run(twice, Isa::v4));
    }
  }
}

TEST(KernelBits, Avx2AndAvx512FactorizeAlike) {
  if (!can_run(Isa::v4)) GTEST_SKIP() << "this machine has no AVX-512";
  for (const std::int64_t n : {1, 7, 16, 17, 40}) {
    const Cholesky narrow(CholeskyInput(n), Isa::v3), wide(CholeskyInput(n), Isa::v4);
    EXPECT_TRUE(equal_bits(narrow.in.A, wide.in.A)) << n;
    EXPECT_TRUE(equal_bits(narrow.inverse, wide.inverse)) << n;
  }
}

}  // namespace
}  // namespace nmf::kernels
