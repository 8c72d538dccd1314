#include "nmf/evaluation/select.h"

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/evaluation/diversity.h"
#include "nmf/evaluation/document_coherence.h"
#include "tests/support/random_matrix.h"
#include "tests/support/temporary_directory.h"

namespace nmf {
namespace {

using test::message_of;
using testing::HasSubstr;

const CsrMatrix<double> kX = test::random_matrix(50, 40, 0.2, 11);

SelectOptions small_sweep() {
  SelectOptions options;
  options.k = {2, 4};
  options.seeds = 3;
  return options;
}

/// Everything but the seconds.
std::vector<double> figures(const std::vector<Candidate>& candidates) {
  std::vector<double> all;
  for (const Candidate& c : candidates) {
    for (const FitScores& fit : c.fits) {
      for (const double x : {static_cast<double>(fit.k), static_cast<double>(fit.seed),
                             static_cast<double>(fit.n_iter), fit.loss, fit.residual,
                             fit.u_mass.value(), fit.diversity.value()})
        all.push_back(x);
    }
    for (const FoldScores& fold : c.folds) {
      all.push_back(fold.error.squared_error);
      all.push_back(fold.error.squared_norm);
    }
    all.push_back(c.stability.value().matched_cosine);
    all.push_back(c.stability.value().silhouette.value());
  }
  return all;
}

/// A store in memory that counts what it is asked to keep.
class MemoryStore final : public SweepStore {
 public:
  std::optional<FitScores> fit(std::int64_t k, std::uint64_t seed) override {
    return find(fits, {k, seed});
  }
  std::optional<at::Tensor> topics(std::int64_t k, std::uint64_t seed) override {
    return find(all_topics, {k, seed});
  }
  std::optional<FoldScores> fold(std::int64_t k, std::int32_t fold) override {
    return find(folds, {k, fold});
  }
  std::optional<Stability> stability(std::int64_t k, std::int64_t seeds) override {
    return find(stabilities, {k, seeds});
  }
  void keep(const FitScores& fit, const at::Tensor& topics) override {
    fits[{fit.k, fit.seed}] = fit;
    all_topics[{fit.k, fit.seed}] = topics;
    ++kept;
  }
  void keep(const FoldScores& fold) override {
    folds[{fold.k, fold.fold}] = fold;
    ++kept;
  }
  void keep(std::int64_t k, std::int64_t seeds, const Stability& stability) override {
    stabilities[{k, seeds}] = stability;
    for (auto it = all_topics.begin(); it != all_topics.end();)
      it = it->first.first == k ? all_topics.erase(it) : std::next(it);
  }

  int kept = 0;
  std::map<std::pair<std::int64_t, std::uint64_t>, FitScores> fits;
  std::map<std::pair<std::int64_t, std::uint64_t>, at::Tensor> all_topics;
  std::map<std::pair<std::int64_t, std::int64_t>, FoldScores> folds;
  std::map<std::pair<std::int64_t, std::int64_t>, Stability> stabilities;

 private:
  template <typename Map>
  static std::optional<typename Map::mapped_type> find(const Map& map,
                                                       const typename Map::key_type& key) {
    const auto at = map.find(key);
    if (at == map.end()) return std::nullopt;
    return at->second;
  }
};

TEST(SweepComponents, MeasuresEveryFitAndFold) {
  const SelectOptions options = small_sweep();
  FactorizationOptions factorization;
  factorization.seed = 7;
  const std::vector<Candidate> got = sweep_components(kX, options, factorization);
  ASSERT_EQ(got.size(), 2U);
  for (const Candidate& c : got) {
    ASSERT_EQ(c.fits.size(), 3U);
    ASSERT_EQ(std::ssize(c.folds), options.held_out.folds());
    std::vector<at::Tensor> topics;
    for (std::size_t i = 0; i < 3; ++i) {
      FactorizationOptions one = factorization;
      one.n_components = c.k;
      one.init = Init::random;
      one.seed = 7 + i;
      const Factorization f = factorize(kX, one);
      EXPECT_EQ(c.fits[i].seed, 7 + i);
      EXPECT_EQ(c.fits[i].residual, f.final.residual);
      const at::Tensor Ht = f.H.t().contiguous();
      EXPECT_EQ(c.fits[i].u_mass, mean_u_mass(kX, top_columns(Ht)));
      EXPECT_EQ(c.fits[i].diversity, diversity(top_columns(Ht)).mean);
      EXPECT_GE(c.fits[i].loss, c.best().loss);
      topics.insert(&c.fits[i] == &c.best() ? topics.begin() : topics.end(), Ht);
    }
    EXPECT_EQ(c.stability->matched_cosine, stability_of(topics, Threads(1)).matched_cosine);
    factorization.n_components = c.k;
    const auto blocks = held_out_blocks(kX, options.held_out, 1);
    EXPECT_EQ(c.folds[1].error.squared_error, held_out_error(blocks, factorization).squared_error);
  }
}

TEST(SweepComponents, IsTheSameForAnyNumberOfThreads) {
  const auto one = figures(sweep_components(kX, small_sweep(), {}, "cpu", 1));
  EXPECT_EQ(figures(sweep_components(kX, small_sweep(), {}, "cpu", 3)), one);
}

TEST(SweepComponents, GoesOnWhereItStopped) {
  const auto whole = figures(sweep_components(kX, small_sweep(), {}));
  MemoryStore store;
  const int parts = 2 * (3 + HeldOutPlan().folds());
  // Stops after every part that was newly done, wherever in the sweep that is.
  for (int stop = 1; stop <= parts; ++stop) {
    const SweepCallback until = [&](const SweepProgress&) { return store.kept < stop; };
    EXPECT_THROW(sweep_components(kX, small_sweep(), {}, "cpu", 1, &store, until), Interrupted);
    EXPECT_EQ(store.kept, stop);
  }
  EXPECT_EQ(figures(sweep_components(kX, small_sweep(), {}, "cpu", 1, &store)), whole);
  EXPECT_EQ(store.kept, parts) << "something was done twice";

  SelectOptions more = small_sweep();
  more.k = {2, 3, 4};
  EXPECT_EQ(figures(sweep_components(kX, more, {}, "cpu", 1, &store)),
            figures(sweep_components(kX, more, {})));
  EXPECT_EQ(store.kept, parts / 2 * 3);
  more.seeds = 4;  // whose stability needs the topics of all fits again
  EXPECT_EQ(figures(sweep_components(kX, more, {}, "cpu", 1, &store)),
            figures(sweep_components(kX, more, {})));
}

TEST(SweepComponents, ReportsTheWholeSweep) {
  std::vector<SweepProgress> seen;
  sweep_components(kX, small_sweep(), {}, "cpu", 1, nullptr, [&](const SweepProgress& now) {
    seen.push_back(now);
    return true;
  });
  for (std::size_t i = 1; i < seen.size(); ++i) {
    EXPECT_GE(seen[i].fits_done, seen[i - 1].fits_done);
    EXPECT_EQ(seen[i].work, seen[0].work);
    EXPECT_LE(seen[i].work_done, seen[i].work);
  }
  EXPECT_EQ(seen.back().fits_done, seen.back().fits);
  EXPECT_EQ(seen.back().fits, 2 * (3 + HeldOutPlan().folds()));
  EXPECT_DOUBLE_EQ(seen.back().work_done, seen.back().work);
}

TEST(SweepComponents, OneSeedHasNoStability) {
  SelectOptions options = small_sweep();
  options.k = {3};
  options.seeds = 1;
  const auto got = sweep_components(kX, options, {});
  EXPECT_FALSE(got[0].stability);
}

TEST(SweepComponents, StartsOfOneFitAreNotThoseOfTheNext) {
  SelectOptions options = small_sweep();
  options.k = {3};
  FactorizationOptions factorization;
  factorization.n_init = 4;
  const auto got = sweep_components(kX, options, factorization);
  EXPECT_EQ(got[0].fits[1].seed, 4U);
  EXPECT_EQ(got[0].fits[2].seed, 8U);
}

TEST(SweepComponents, OtherSolversToo) {
  SelectOptions options = small_sweep();
  FactorizationOptions factorization;
  factorization.solver = Solver::mu;
  EXPECT_EQ(sweep_components(kX, options, factorization).size(), 2U);
  factorization.solver = Solver::scd;
  factorization.beta_loss = BetaLoss::kullback_leibler;
  for (const Candidate& c : sweep_components(kX, options, factorization))
    EXPECT_TRUE(std::isfinite(c.held_out_error()));
}

TEST(Candidate, FiguresOfTheFolds) {
  Candidate c;
  for (const double error : {1.0, 2.0, 3.0, 6.0}) c.folds.push_back({2, 0, {error, 4}, 0.5});
  c.fits = {{2, 0, 1, true, 5.0, 3, {}, {}, 1},
            {2, 1, 1, true, 4.0, 2, {}, {}, 1},
            {2, 2, 1, true, 4.0, 2, {}, {}, 1}};
  EXPECT_DOUBLE_EQ(c.held_out_error(), 0.75);
  EXPECT_DOUBLE_EQ(c.held_out_standard_error(), std::sqrt(14.0 / 16 / 3 / 4));
  EXPECT_DOUBLE_EQ(c.seconds(), 5);
  EXPECT_EQ(&c.best(), &c.fits[1]);
}

std::string refused(const SelectOptions& options, const FactorizationOptions& factorization = {}) {
  return message_of<ConfigError>([&] { validate(options, factorization); });
}

TEST(SelectOptions, AreChecked) {
  SelectOptions options = small_sweep();
  EXPECT_EQ(refused(options), "");
  options.k = {};
  EXPECT_THAT(refused(options), HasSubstr("got no number of components"));
  options.k = {0, 2};
  EXPECT_THAT(refused(options), HasSubstr("n_components: got 0, expected an integer >= 1"));
  options.k = {4, 2};
  EXPECT_THAT(refused(options), HasSubstr("got 2 after 4, expected rising numbers"));
  options = small_sweep();
  options.seeds = 0;
  EXPECT_THAT(refused(options), HasSubstr("--seeds: got 0"));
  options.k = {2, 30};
  options.seeds = 1000;
  EXPECT_THAT(refused(options), HasSubstr("--seeds: got 1000 with K = 30"));
  options = small_sweep();
  options.held_out.parts = 1;
  EXPECT_THAT(refused(options), HasSubstr("at least two parts"));

  FactorizationOptions factorization;
  factorization.solver = Solver::adam;
  EXPECT_THAT(refused(small_sweep(), factorization), HasSubstr("solver: nmf select"));
  factorization.solver = Solver::hals;
  factorization.init = Init::nndsvd;
  EXPECT_THAT(refused(small_sweep(), factorization), HasSubstr("init: nmf select"));
  factorization.init = Init::nndsvdar;
  EXPECT_EQ(refused(small_sweep(), factorization), "");
}

TEST(SelectOptions, AreCheckedAgainstX) {
  SelectOptions options = small_sweep();
  options.k = {2, 33};
  FactorizationOptions factorization;
  factorization.init = Init::nndsvdar;
  const auto refusal = [&](const CsrMatrix<double>& X) {
    return message_of<Error>([&] { sweep_components(X, options, factorization); });
  };
  EXPECT_THAT(refusal(kX), HasSubstr("--k: got 33, expected integers from 1 to 32"));
  options.k = {2};
  EXPECT_THAT(refusal(test::random_matrix(9, 40, 0.3, 1)),
              HasSubstr("X is 9 documents x 40 terms: bi-cross-validation"));
  // More components than documents are the user's business where the start allows it.
  options.k = {60};
  factorization.init = Init::random;
  EXPECT_EQ(refusal(kX), "");
}

}  // namespace
}  // namespace nmf
