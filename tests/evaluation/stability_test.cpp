#include "nmf/evaluation/stability.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "nmf/evaluation/assignment.h"
#include "nmf/evaluation/silhouette.h"

namespace nmf {
namespace {

using at::Tensor;

/// Weights of which about half are zero, [V, K].
Tensor topics(std::int64_t V, std::int64_t K, std::uint64_t seed) {
  at::manual_seed(seed);
  return at::clamp_min(at::randn({V, K}), 0);
}

/// The definition by dense products in float64.
Stability naive(const std::vector<Tensor>& Ht) {
  const std::int64_t K = Ht.front().size(1), fits = std::ssize(Ht);
  std::vector<Tensor> unit;
  for (const Tensor& factor : Ht) {
    const Tensor H = factor.to(at::kDouble).t();
    unit.push_back(H / at::clamp_min(H.norm(2, {1}, true), 1e-300));
  }
  const Tensor all = at::cat(unit);
  double sum = 0;
  std::vector<std::int64_t> cluster(static_cast<std::size_t>(fits * K));
  for (std::int64_t k = 0; k < K; ++k) cluster[static_cast<std::size_t>(k)] = k;
  for (std::int64_t a = 0; a < fits; ++a) {
    for (std::int64_t b = a + 1; b < fits; ++b) {
      const Tensor C =
          at::matmul(unit[static_cast<std::size_t>(a)], unit[static_cast<std::size_t>(b)].t())
              .contiguous();
      const auto match =
          best_assignment({C.const_data_ptr<double>(), static_cast<std::size_t>(K * K)}, K);
      for (std::int64_t k = 0; k < K; ++k) {
        const std::int64_t other = match[static_cast<std::size_t>(k)];
        sum += C[k][other].item<double>();
        if (a == 0) cluster[static_cast<std::size_t>(b * K + other)] = k;
      }
    }
  }
  const Tensor D = (all.unsqueeze(1) - all.unsqueeze(0)).norm(2, {2}).contiguous();
  return {sum / static_cast<double>(fits * (fits - 1) / 2 * K),
          silhouette({D.const_data_ptr<double>(), static_cast<std::size_t>(D.numel())}, cluster)};
}

TEST(Stability, IsTheDefinition) {
  for (const auto type : {at::kFloat, at::kDouble}) {
    std::vector<Tensor> Ht;
    for (std::uint64_t seed = 0; seed < 4; ++seed)
      Ht.push_back((topics(50, 6, 1) + 0.7 * topics(50, 6, 10 + seed)).to(type));
    const Stability got = stability_of(Ht, Threads(2)), expected = naive(Ht);
    EXPECT_NEAR(got.matched_cosine, expected.matched_cosine, 1e-12);
    EXPECT_NEAR(got.silhouette.value(), expected.silhouette.value(), 1e-7);
    EXPECT_LT(got.matched_cosine, 0.99);
  }
}

TEST(Stability, SameTopicsInAnotherOrderAndScale) {
  const Tensor H = topics(40, 5, 2);
  const Tensor order = at::tensor(std::vector<std::int64_t>{3, 0, 4, 1, 2});
  const Tensor scale = at::tensor(std::vector<float>{1, 20, 0.5, 3, 7});
  const Stability got =
      stability_of({H, (H.index_select(1, order) * scale).contiguous(), H.clone()}, Threads(1));
  EXPECT_NEAR(got.matched_cosine, 1, 1e-6);
  EXPECT_NEAR(got.silhouette.value(), 1, 1e-3);
}

TEST(Stability, OneTopicAndTopicsThatAreGone) {
  const Stability one = stability_of({topics(9, 1, 3), topics(9, 1, 3)}, Threads(1));
  EXPECT_NEAR(one.matched_cosine, 1, 1e-6);
  EXPECT_EQ(one.silhouette, std::nullopt);

  const Tensor gone = at::zeros({9, 3});
  const Stability none = stability_of({gone, gone}, Threads(1));
  EXPECT_EQ(none.matched_cosine, 0);
  EXPECT_TRUE(std::isfinite(none.silhouette.value()));
  EXPECT_THROW(stability_of({gone}, Threads(1)), std::invalid_argument);
}

TEST(Stability, IsTheSameForAnyNumberOfThreads) {
  const std::vector<Tensor> Ht = {topics(300, 8, 1), topics(300, 8, 2), topics(300, 8, 3)};
  const Stability one = stability_of(Ht, Threads(1)), four = stability_of(Ht, Threads(4));
  EXPECT_EQ(one.matched_cosine, four.matched_cosine);
  EXPECT_EQ(one.silhouette, four.silhouette);
}

}  // namespace
}  // namespace nmf
