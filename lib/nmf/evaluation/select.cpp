#include "nmf/evaluation/select.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "nmf/core/error.h"
#include "nmf/core/parallel.h"
#include "nmf/core/plural.h"
#include "nmf/evaluation/diversity.h"
#include "nmf/evaluation/document_coherence.h"
#include "nmf/factorization/gram_residual.h"
#include "nmf/factorization/stopping.h"
#include "nmf/model/model.h"

namespace nmf {
namespace {

/// What a fit costs beside its components, as so many of them: products with a sparse X.
constexpr double kFixedWork = 10;

/// Of all fits of one K: their distances take 3 GiB.
constexpr std::int64_t kMostTopics = 20000;

double work_of(std::int64_t k) { return static_cast<double>(k) + kFixedWork; }

class Clock {
 public:
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

void check_size(const CsrMatrix<double>& X, const SelectOptions& options,
                const FactorizationOptions& factorization) {
  const std::int64_t parts = options.held_out.parts;
  const std::int64_t side = std::min(X.rows, X.columns);
  if (side < 2 * parts)
    throw IoError(
        fmt::format("X is {} x {}: bi-cross-validation leaves out one of {} parts of both, so "
                    "each has to be at least {}",
                    plural(X.rows, "document"), plural(X.columns, "term"), parts, 2 * parts));
  // The largest part is left out of the smaller side.
  const std::int64_t most = side - (side + parts - 1) / parts;
  if (factorization.init == Init::nndsvdar && options.k.back() > most)
    throw ConfigError(
        fmt::format("--k: got {}, expected integers from 1 to {}: init nndsvdar can't give more to "
                    "what bi-cross-validation leaves of X ({} x {}); lower it, or "
                    "take factorization.init random",
                    options.k.back(), most, plural(X.rows, "document"), plural(X.columns, "term")));
}

/// The sweep at work.
class Sweep {
 public:
  Sweep(const CsrMatrix<double>& X, const SelectOptions& options,
        const FactorizationOptions& factorization, const std::string& device, int threads,
        SweepStore* store, const SweepCallback& callback)
      : X_(X),
        options_(options),
        factorization_(factorization),
        device_(device),
        thread_count_(threads),
        store_(store),
        callback_(callback),
        threads_(threads) {
    progress_.fits = std::ssize(options.k) * (options.seeds + options.held_out.folds());
    for (const std::int64_t k : options.k)
      progress_.work += work_of(k) * static_cast<double>(options.seeds + options.held_out.folds());
  }

  Candidate candidate(std::int64_t k) {
    progress_.k = k;
    Candidate candidate;
    candidate.k = k;
    for (std::int32_t fold = 0; fold < options_.held_out.folds(); ++fold)
      candidate.folds.push_back(fold_of(k, fold));
    fit_all(candidate);
    return candidate;
  }

 private:
  [[nodiscard]] FactorizationOptions options_for(std::int64_t k) const {
    FactorizationOptions options = factorization_;
    options.n_components = k;
    return options;
  }

  [[nodiscard]] std::uint64_t seed_of(std::int64_t run) const {
    return factorization_.seed + static_cast<std::uint64_t>(run * factorization_.n_init);
  }

  /// Of a fit of k components: how far it has come, between 0 and 1.
  void report(double share) const {
    if (!callback_) return;
    SweepProgress now = progress_;
    now.work_done += share * work_of(progress_.k);
    if (!callback_(now)) throw Interrupted();
  }

  [[nodiscard]] IterationCallback during_fit() const {
    return [this](const Iteration& now) {
      const auto most = static_cast<double>(std::max<std::int64_t>(1, factorization_.max_iter));
      // Most fits converge long before max_iter; half of it is nearer to the truth.
      report(std::min(1.0, 2 * static_cast<double>(now.iteration + 1) / most));
      return true;
    };
  }

  void finished(bool kept) {
    ++progress_.fits_done;
    progress_.work_done += work_of(progress_.k);
    if (kept) progress_.work_kept += work_of(progress_.k);
    report(0);
  }

  FoldScores fold_of(std::int64_t k, std::int32_t fold) {
    if (store_ != nullptr) {
      if (const auto kept = store_->fold(k, fold)) {
        finished(true);
        return *kept;
      }
    }
    const Clock clock;
    const HeldOutBlocks blocks = held_out_blocks(X_, options_.held_out, fold);
    FoldScores scores{k, fold,
                      held_out_error(blocks, options_for(k), device_, thread_count_, during_fit()),
                      clock.seconds()};
    if (store_ != nullptr) store_->keep(scores);
    finished(false);
    return scores;
  }

  /// All fits of X with as many components, and how far they agree.
  void fit_all(Candidate& candidate) {
    std::optional<Stability> stability;
    if (store_ != nullptr) stability = store_->stability(candidate.k, options_.seeds);
    std::vector<at::Tensor> topics;
    for (std::int64_t run = 0; run < options_.seeds; ++run)
      candidate.fits.push_back(fit(candidate.k, seed_of(run), stability ? nullptr : &topics));
    if (options_.seeds < 2) return;
    if (!stability) {
      const std::ptrdiff_t best = &candidate.best() - candidate.fits.data();
      std::rotate(topics.begin(), topics.begin() + best, topics.begin() + best + 1);
      stability = stability_of(topics, threads_);
      if (store_ != nullptr) store_->keep(candidate.k, options_.seeds, *stability);
    }
    candidate.stability = stability;
  }

  /// \param topics  where to add H transposed; null where it is not needed
  FitScores fit(std::int64_t k, std::uint64_t seed, std::vector<at::Tensor>* topics) {
    if (store_ != nullptr) {
      const auto kept = store_->fit(k, seed);
      const auto kept_topics = kept && topics != nullptr ? store_->topics(k, seed) : std::nullopt;
      if (kept && (topics == nullptr || kept_topics)) {
        if (topics != nullptr) topics->push_back(*kept_topics);
        finished(true);
        return *kept;
      }
    }
    FactorizationOptions options = options_for(k);
    options.seed = seed;
    if (options.init == Init::automatic) options.init = Init::random;
    const Clock clock;
    const Factorization f = factorize(X_, options, device_, thread_count_, during_fit());
    const at::Tensor Ht = f.H.t().detach().cpu().contiguous();
    FitScores scores = scored(k, seed, f, Ht);
    scores.seconds = clock.seconds();
    if (store_ != nullptr) store_->keep(scores, Ht);
    if (topics != nullptr) topics->push_back(Ht);
    finished(false);
    return scores;
  }

  [[nodiscard]] FitScores scored(std::int64_t k, std::uint64_t seed, const Factorization& f,
                                 const at::Tensor& Ht) const {
    const std::vector<TopicColumns> topics = top_columns(Ht);
    return {k,
            seed,
            f.n_iter,
            has_converged(f),
            f.final.loss,
            f.final.residual,
            mean_u_mass(X_, topics),
            diversity(topics).mean,
            0,
            empty_topics(f.W, f.H, std::sqrt(squared_norm(X_, factorization_.dtype)))};
  }

  const CsrMatrix<double>& X_;
  const SelectOptions& options_;
  const FactorizationOptions& factorization_;
  const std::string& device_;
  int thread_count_;
  SweepStore* store_;
  const SweepCallback& callback_;
  Threads threads_;
  SweepProgress progress_;
};

}  // namespace

const FitScores& Candidate::best() const {
  return *std::min_element(fits.begin(), fits.end(),
                           [](const FitScores& a, const FitScores& b) { return a.loss < b.loss; });
}

double Candidate::held_out_error() const {
  double sum = 0;
  for (const FoldScores& fold : folds) sum += fold.error.share();
  return sum / static_cast<double>(folds.size());
}

double Candidate::held_out_standard_error() const {
  const double mean = held_out_error();
  double squares = 0;
  for (const FoldScores& fold : folds)
    squares += (fold.error.share() - mean) * (fold.error.share() - mean);
  const auto n = static_cast<double>(folds.size());
  return std::sqrt(squares / (n - 1) / n);
}

double Candidate::seconds() const {
  double sum = 0;
  for (const FitScores& fit : fits) sum += fit.seconds;
  for (const FoldScores& fold : folds) sum += fold.seconds;
  return sum;
}

void validate(const SelectOptions& options, const FactorizationOptions& factorization) {
  if (options.k.empty()) throw ConfigError("--k: got no number of components, expected some");
  for (std::size_t i = 0; i < options.k.size(); ++i) {
    FactorizationOptions one = factorization;
    one.n_components = options.k[i];
    validate(one);
    if (i > 0 && options.k[i] <= options.k[i - 1])
      throw ConfigError(fmt::format("--k: got {} after {}, expected rising numbers", options.k[i],
                                    options.k[i - 1]));
  }
  if (options.seeds < 1)
    throw ConfigError(fmt::format("--seeds: got {}, expected an integer >= 1", options.seeds));
  if (options.k.back() > kMostTopics / options.seeds)
    throw ConfigError(fmt::format(
        "--seeds: got {} with K = {}; stability compares all topics of all fits of one K, which "
        "may be {} at most: lower one of them",
        options.seeds, options.k.back(), kMostTopics));
  if (options.held_out.parts < 2 || options.held_out.rounds < 1)
    throw ConfigError("bi-cross-validation: expected at least two parts and one round");
  if (factorization.solver == Solver::adam)
    throw ConfigError(
        "factorization.solver: nmf select compares non-negative factors, which adam does not give; "
        "take hals, mu or scd");
  if (factorization.init == Init::nndsvd || factorization.init == Init::nndsvda ||
      factorization.init == Init::file)
    throw ConfigError(
        "factorization.init: nmf select compares fits from different random starts, and this one "
        "knows no chance; take auto, random, normal or nndsvdar");
}

std::vector<Candidate> sweep_components(const CsrMatrix<double>& X, const SelectOptions& options,
                                        const FactorizationOptions& factorization,
                                        const std::string& device, int threads, SweepStore* store,
                                        const SweepCallback& callback) {
  validate(options, factorization);
  check_size(X, options, factorization);
  Sweep sweep(X, options, factorization, device, threads, store, callback);
  std::vector<Candidate> candidates;
  for (const std::int64_t k : options.k) candidates.push_back(sweep.candidate(k));
  return candidates;
}

}  // namespace nmf
