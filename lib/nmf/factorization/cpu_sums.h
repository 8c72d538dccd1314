#pragma once

#include <ATen/Functions.h>

#include <cstdint>
#include <vector>

#include "nmf/factorization/operations.h"

namespace nmf {

/// Sums of products, kept apart in lanes so that a processor can add several at once; the lanes are
/// added in order, so the bits are the same on all of them.
class LaneSums {
 public:
  template <typename T>
  void add(const T* a, const T* b, std::int64_t count) {
    std::int64_t i = 0;
    for (; i + kLanes <= count; i += kLanes)
      for (std::int64_t l = 0; l < kLanes; ++l)
        lane_[l] += static_cast<double>(a[i + l]) * static_cast<double>(b[i + l]);
    for (; i < count; ++i) lane_[0] += static_cast<double>(a[i]) * static_cast<double>(b[i]);
  }
  [[nodiscard]] double total() const {
    double sum = 0;
    for (const double lane : lane_) sum += lane;
    return sum;
  }

 private:
  static constexpr std::int64_t kLanes = 8;
  double lane_[kLanes] = {};
};

/// Sums of squares of both parts of a gradient, column by column: kept apart by block.
class NormSums {
 public:
  NormSums(std::int64_t count, std::int64_t K)
      : count_(count), K_(K), sums_(static_cast<std::size_t>(count * 2 * K), 0.0) {}

  void add(std::int64_t block, std::int64_t k, double projected, double data) {
    double* sum = sums_.data() + block * 2 * K_;
    sum[k] += projected * projected;
    sum[K_ + k] += data * data;
  }
  [[nodiscard]] Operations::GradientNorms total() const {
    Operations::GradientNorms norms = {at::zeros({K_}, at::kDouble), at::zeros({K_}, at::kDouble)};
    for (std::int64_t block = 0; block < count_; ++block)
      for (std::int64_t k = 0; k < K_; ++k) {
        const double* sum = sums_.data() + block * 2 * K_;
        norms.projected.mutable_data_ptr<double>()[k] += sum[k];
        norms.data.mutable_data_ptr<double>()[k] += sum[K_ + k];
      }
    return norms;
  }

 private:
  std::int64_t count_, K_;
  std::vector<double> sums_;
};

}  // namespace nmf
