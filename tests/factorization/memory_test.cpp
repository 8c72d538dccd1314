#include "nmf/factorization/memory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "nmf/core/error.h"
#include "nmf/core/parallel.h"
#include "tests/support/cuda.h"

namespace nmf {
namespace {

FactorizationOptions with(Engine engine, std::int64_t components) {
  FactorizationOptions options;
  options.solver = Solver::adam;
  options.engine = engine;
  options.n_components = components;
  return options;
}

TEST(Memory, TheNotebooksJobIsSmallWithGramAndLargeWithDense) {
  constexpr double kMiB = 1024.0 * 1024.0;
  const double gram =
      estimate_memory(2034, 26576, 133634, with(Engine::gram, 100), "cpu").host / kMiB;
  const double dense =
      estimate_memory(2034, 26576, 133634, with(Engine::dense, 100), "cpu").host / kMiB;
  EXPECT_GT(gram, 40);
  EXPECT_LT(gram, 80);
  EXPECT_GT(dense, 922);
  EXPECT_LT(dense, 1500);
}

/// Peak resident memory of two iterations less the 126 MiB of an empty program, in MiB, as measured
/// on two cores: the notebook's matrix, a square one, a tall one; K from far below D to above it.
struct Measured {
  Engine engine;
  std::int64_t documents, terms, stored, components;
  Dtype dtype;
  double peak;
};
constexpr auto kDense = Engine::dense, kGram = Engine::gram;
constexpr auto kSingle = Dtype::float32, kDouble = Dtype::float64;
constexpr Measured kMeasured[] = {{kDense, 2034, 26576, 133634, 10, kSingle, 843},
                                  {kDense, 2034, 26576, 133634, 100, kSingle, 922},
                                  {kDense, 2034, 26576, 133634, 300, kSingle, 1160},
                                  {kDense, 2034, 26576, 133634, 1000, kSingle, 1353},
                                  {kDense, 2034, 26576, 133634, 2000, kSingle, 1838},
                                  {kDense, 2034, 26576, 133634, 4000, kSingle, 3338},
                                  {kDense, 3000, 3000, 32900, 20, kSingle, 146},
                                  {kDense, 3000, 3000, 32900, 500, kDouble, 466},
                                  {kDense, 3000, 3000, 32900, 1500, kSingle, 458},
                                  {kDense, 3000, 3000, 32900, 3000, kSingle, 433},
                                  {kDense, 12000, 1500, 121500, 200, kSingle, 344},
                                  {kDense, 12000, 1500, 121500, 1500, kSingle, 655},
                                  {kGram, 2034, 26576, 133634, 10, kSingle, 11},
                                  {kGram, 2034, 26576, 133634, 100, kSingle, 57},
                                  {kGram, 2034, 26576, 133634, 500, kDouble, 499},
                                  {kGram, 2034, 26576, 133634, 1000, kSingle, 602},
                                  {kGram, 2034, 26576, 133634, 2000, kSingle, 1500},
                                  {kGram, 2034, 26576, 133634, 4000, kSingle, 4001},
                                  {kGram, 3000, 3000, 32900, 20, kSingle, 6},
                                  {kGram, 3000, 3000, 32900, 1500, kSingle, 501},
                                  {kGram, 3000, 3000, 32900, 3000, kSingle, 1544},
                                  {kGram, 12000, 1500, 121500, 200, kSingle, 64},
                                  {kGram, 12000, 1500, 121500, 1500, kSingle, 729}};

TEST(Memory, IsALittleMoreThanMeasured) {
  for (const Measured& m : kMeasured) {
    FactorizationOptions options = with(m.engine, m.components);
    options.dtype = m.dtype;
    const double estimate =
        estimate_memory(m.documents, m.terms, m.stored, options, "cpu").host / (1024.0 * 1024.0);
    SCOPED_TRACE(testing::Message() << m.documents << " x " << m.terms << ", K " << m.components
                                    << (m.engine == kDense ? ", dense" : ", gram"));
    EXPECT_GE(estimate, m.peak);
    EXPECT_LE(estimate, std::max(1.3 * m.peak, m.peak + 16));
  }
}

/// The same of the non-negative solvers, less what resident was before: a matrix like the
/// notebook's, a tall one, one of many stored values, one so large that its SVD counts. The
/// largest seen, in 25 to 300 iterations.
struct MeasuredSolver {
  Solver solver;
  Init init;
  std::int64_t documents, terms, stored, components;
  Dtype dtype;
  double peak;
};
constexpr auto kHals = Solver::hals, kMu = Solver::mu, kProjected = Solver::adam;
constexpr auto kRandom = Init::random, kSvd = Init::nndsvda, kNormal = Init::normal;
constexpr MeasuredSolver kMeasuredSolvers[] = {
    {kHals, kSvd, 2034, 26576, 133463, 10, kSingle, 9},
    {kHals, kSvd, 2034, 26576, 133463, 100, kSingle, 47},
    {kHals, kRandom, 2034, 26576, 133463, 100, kSingle, 46},
    {kHals, kRandom, 2034, 26576, 133463, 100, kDouble, 80},
    {kHals, kSvd, 2034, 26576, 133463, 500, kSingle, 218},
    {kHals, kRandom, 12000, 1500, 121148, 200, kSingle, 52},
    {kHals, kSvd, 12000, 1500, 121148, 200, kSingle, 49},
    {kHals, kRandom, 12000, 1500, 121148, 200, kDouble, 88.2},
    {kHals, kRandom, 18846, 100000, 1499430, 20, kSingle, 53},
    {kHals, kSvd, 60000, 60000, 1999455, 2, kSingle, 40},
    {kHals, kSvd, 60000, 60000, 1999455, 50, kSingle, 105},
    {kMu, kRandom, 2034, 26576, 133463, 100, kSingle, 35},
    {kMu, kSvd, 12000, 1500, 121148, 200, kSingle, 62},
    {kProjected, kNormal, 2034, 26576, 133463, 100, kSingle, 59},
    {kProjected, kNormal, 12000, 1500, 121148, 200, kSingle, 89},
    {kProjected, kNormal, 12000, 1500, 121148, 200, kDouble, 150},
    {kProjected, kNormal, 18846, 100000, 1499430, 20, kSingle, 92}};

TEST(Memory, OfTheNonNegativeSolversToo) {
  for (const MeasuredSolver& m : kMeasuredSolvers) {
    FactorizationOptions options = with(kGram, m.components);
    options.solver = m.solver;
    options.init = m.init;
    options.dtype = m.dtype;
    options.projection = m.solver == Solver::adam;
    const double estimate =
        estimate_memory(m.documents, m.terms, m.stored, options, "cpu").host / (1024.0 * 1024.0);
    SCOPED_TRACE(testing::Message()
                 << m.documents << " x " << m.terms << ", K " << m.components << ", solver "
                 << static_cast<int>(m.solver) << ", init " << static_cast<int>(m.init));
    EXPECT_GE(estimate, m.peak);
    EXPECT_LE(estimate, std::max(1.3 * m.peak, m.peak + 16));
  }
}

TEST(Memory, OfSeveralStartsTheBestIsKept) {
  FactorizationOptions options = with(kGram, 100);
  options.solver = Solver::hals;
  for (const std::string device : {"cpu", "cuda:0"}) {
    options.n_init = 1;
    const auto one = estimate_memory(2034, 26576, 133634, options, device);
    options.n_init = 2;
    const auto two = estimate_memory(2034, 26576, 133634, options, device);
    const double more = device == "cpu" ? two.host - one.host : two.device - one.device;
    EXPECT_GT(more, 4.0 * 100 * (2034 + 26576));
  }
}

/// 12 iterations took 30 MiB with scd and with mu at the notebook's size.
TEST(Memory, TheDivergenceTakesSomeMore) {
  constexpr double kMiB = 1024.0 * 1024.0;
  FactorizationOptions options = with(Engine::gram, 100);
  options.solver = Solver::mu;
  const double squared = estimate_memory(2034, 26576, 133634, options, "cpu").host / kMiB;
  const double on_card = estimate_memory(2034, 26576, 133634, options, "cuda:0").device;
  options.beta_loss = BetaLoss::kullback_leibler;
  const double divergence = estimate_memory(2034, 26576, 133634, options, "cpu").host / kMiB;
  EXPECT_GT(divergence, squared);
  EXPECT_LT(divergence, squared + 12 * team_size(0));
  EXPECT_GT(on_card,
            estimate_memory(2034, 26576, 133634, with(Engine::gram, 100), "cuda:0").device);
}

TEST(Memory, OnCudaTheHostOnlyHoldsTheStart) {
  const auto estimate = estimate_memory(2034, 26576, 133634, with(Engine::gram, 100), "cuda:0");
  EXPECT_LT(estimate.host, estimate.device);
  EXPECT_GT(estimate.device, 4.0 * 100 * (2034 + 26576) * 4);
}

TEST(Memory, MoreThanThereIsIsRefusedWithBothNumbersAndTheRemedy) {
  const auto options = with(Engine::dense, 100);
  const auto estimate = estimate_memory(1 << 20, 1 << 24, 1000, options, "cpu");
  try {
    check_memory(estimate, options, "cpu");
    FAIL() << "nothing was thrown";
  } catch (const DeviceError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("needs about 289048.6 GiB"));
    EXPECT_THAT(error.what(), testing::HasSubstr("GiB are free"));
    EXPECT_THAT(error.what(), testing::HasSubstr("use factorization.engine: gram"));
  }
}

TEST(Memory, MoreThanTheCardHasIsRefusedWithItsName_CUDA) {
  NMF_REQUIRE_CUDA();
  const auto options = with(Engine::gram, 100);
  EXPECT_NO_THROW(check_memory({0, 1024}, options, "cuda:0"));
  try {
    check_memory({0, 1e15}, options, "cuda:0");
    FAIL() << "nothing was thrown";
  } catch (const DeviceError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("needs about 931322.6 GiB of memory on cuda:0"));
    EXPECT_THAT(error.what(), testing::HasSubstr("lower factorization.n_components"));
  }
}

TEST(Memory, HugeComponentsDoNotOverflow) {
  const auto options = with(Engine::gram, std::int64_t{1} << 62);
  const auto estimate = estimate_memory(2034, 26576, 133634, options, "cpu");
  EXPECT_GT(estimate.host, 1e22);
  EXPECT_THROW(check_memory(estimate, options, "cpu"), DeviceError);
}

}  // namespace
}  // namespace nmf
