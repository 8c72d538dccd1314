#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "nmf/factorization/cpu_buffer.h"
#include "nmf/factorization/kernels/kernels.h"

namespace nmf {

/// Minimizes, for one p [K] after the other, over w [K]
///
///     w G w / 2 - p w + price * sum of max(-w, 0)
///
/// to the last bits of float64, with the price of an entry below zero in [0, infinity]; infinity:
/// none is. G is symmetric and positive semi-definite. Where it is singular, one of the minimizers
/// is taken: the entries that are not 0 are such that their part of G is not singular.
///
/// An active-set method finds which entries are not 0, and a Cholesky factor of their part of G
/// their values: a finite number of steps, each of which lowers the objective. Source: Lawson &
/// Hanson, Solving Least Squares Problems (1974), chapter 23; on G and p as Bro & de Jong (1997).
///
/// Not for two threads at once; a copy is another's.
class ActiveSet {
 public:
  /// \param G  [K, K] row-major, stays the caller's
  ActiveSet(const double* G, std::int64_t K, double price);

  /// \param w  becomes the minimizer. Where no entry may be below 0, those above are where it
  ///           starts: the better the guess, the sooner it is done.
  void solve(const double* p, double* w);

 private:
  void start(const double* w);
  void take(std::int64_t count);
  void match_p();
  void substitute(double* x) const;
  bool append(std::int64_t k);
  void take_out();
  void substitute_back();
  void substitute_back_z();
  bool drop_wrong();
  std::int64_t most_wanted();
  bool enter(std::int64_t k);
  bool take_place(std::int64_t k);
  void walk();
  [[nodiscard]] bool wrong(std::int64_t i) const {
    return price_ > 0 && z_[at(i)] * sign_[at(factor_.entry[at(i)])] <= 0;
  }
  /// p, with the price of an entry below 0.
  [[nodiscard]] double wanted(std::int64_t k) const {
    return p_[k] + (sign_[at(k)] < 0 ? price_ : 0.0);
  }

  [[nodiscard]] bool all_signs() const { return price_ < std::numeric_limits<double>::infinity(); }
  static std::size_t at(std::int64_t i) { return static_cast<std::size_t>(i); }

  /// U with U^T U = the part of G that belongs to some entries.
  struct Factor {
    explicit Factor(std::int64_t K)
        : stride(kernels::padded(K + 1)), entry(at(K)), upper(K * stride), inverse(at(K)) {}
    [[nodiscard]] double* row(std::int64_t i) const { return upper.data() + i * stride; }

    std::int64_t stride;
    std::vector<std::int32_t> entry;
    Buffer<double> upper;         // rows of U; anything left of the diagonal and on it
    std::vector<double> inverse;  // of its diagonal
  };

  const double* G_;
  std::int64_t K_;
  double price_;
  std::vector<double> root_;  // of G's diagonal, [K]
  const double* p_ = nullptr;

  // The entries that are not 0; n_ of them.
  std::int64_t n_ = 0;
  Factor factor_;
  std::vector<double> half_;    // U^-T of p, plus the price where an entry is below 0
  std::vector<double> z_;       // the minimizer over these entries, whatever its signs
  std::vector<double> column_;  // of U, for the entry that append was asked to take last
  std::vector<double> least_;   // that a pivot has to be
  std::vector<double> value_;   // of w_
  std::vector<char> leaves_;    // those that take_out takes out
  std::int64_t n_all_ = 0;
  Factor all_;  // of all entries that do not depend on others, where all signs are allowed
  // Of all entries, [K].
  std::vector<double> w_, sign_;
  std::vector<double> gradient_;  // padded
  std::vector<char> refused_;     // would lower the objective by less than rounding
  const kernels::Table<double>& table_ = kernels::table<double>();
};

}  // namespace nmf
