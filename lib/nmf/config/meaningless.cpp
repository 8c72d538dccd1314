#include "nmf/config/meaningless.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "nmf/config/enum_names.h"
#include "nmf/config/schema.h"
#include "nmf/core/error.h"

namespace nmf {
namespace config {
namespace {

using Why = std::optional<std::string>;
using F = CorpusFormat;

/// Why a key has no meaning with `format` unless that is unknown yet or one of `formats`.
Why unless_one_of(F format, std::initializer_list<F> formats, std::string_view why) {
  if (format == F::automatic || std::find(formats.begin(), formats.end(), format) != formats.end())
    return std::nullopt;
  return fmt::format("has no meaning with corpus.format {}, {}; leave it out", name_of(format),
                     why);
}

}  // namespace

Why unless_newsgroups(const Config& /*config*/, F format) {
  return unless_one_of(format, {F::newsgroups}, "only with newsgroups");
}

Why unless_newsgroups_or_folders(const Config& /*config*/, F format) {
  return unless_one_of(format, {F::newsgroups, F::folders}, "only with newsgroups or folders");
}

Why unless_records(const Config& /*config*/, F format) {
  return unless_one_of(format, {F::csv, F::tsv, F::jsonl}, "only with csv, tsv or jsonl");
}

Why unless_text(const Config& config, F format) {
  const Why why =
      unless_one_of(format, {F::newsgroups, F::folders, F::lines, F::csv, F::tsv, F::jsonl},
                    "which holds a matrix and no text");
  return why ? why : with_weights(config, format);
}

Why unless_matrix(const Config& /*config*/, F format) {
  return unless_one_of(format, {F::ldac, F::uci, F::mtx, F::npz},
                       "only with ldac, uci, mtx or npz");
}

Why unless_mtx_or_npz(const Config& /*config*/, F format) {
  return unless_one_of(format, {F::mtx, F::npz}, "only with mtx or npz");
}

Why with_weights(const Config& config, F /*format*/) {
  if (config.corpus.values != MatrixValues::weights) return std::nullopt;
  return "has no meaning with finished weights (corpus.values weights), which stay as they are; "
         "leave it out or set corpus.values to counts";
}

Why unless_adam(const Config& config, F /*format*/) {
  const Solver solver = config.factorization.solver;
  if (solver == Solver::adam) return std::nullopt;
  return fmt::format("has no meaning with factorization.solver {}, only with adam; leave it out",
                     name_of(solver));
}

Why unless_non_negative(const Config& config, F /*format*/) {
  if (config.factorization.solver != Solver::adam) return std::nullopt;
  return "has no meaning with factorization.solver adam, only with hals, mu and scd; leave it out";
}

Why with_signs(const Config& config, F /*format*/) {
  if (!keeps_signs(config.factorization)) return std::nullopt;
  return "has no meaning with factorization.solver adam without projection; leave it out or set "
         "factorization.projection to true";
}

Why unless_penalized(const Config& config, F format) {
  if (Why why = unless_adam(config, format)) return why;
  const FactorizationOptions& o = config.factorization;
  if (!o.projection || o.penalty == 0) return std::nullopt;
  return "has no meaning with factorization.projection true, which leaves no negative entries; set "
         "it to 0 or projection to false";
}

Why with_start_file(const Config& config, F /*format*/) {
  if (config.factorization.init != Init::file) return std::nullopt;
  return "has no meaning with a file of factors (factorization.init), nothing about which is "
         "random; leave it out";
}

Why several_from_a_file(const Config& config, F format) {
  return config.factorization.n_init == 1 ? std::nullopt : with_start_file(config, format);
}

Why without_its_loss(const Config& config, F /*format*/) {
  const FactorizationOptions& o = config.factorization;
  if (o.solver != Solver::scd || o.beta_loss == BetaLoss::kullback_leibler) return std::nullopt;
  return "scd minimizes the Kullback-Leibler divergence alone; set factorization.beta_loss to "
         "kullback-leibler, or take solver hals or mu";
}

Why unless_minimized(const Config& config, F /*format*/) {
  const FactorizationOptions& o = config.factorization;
  const bool both = o.solver == Solver::mu || o.solver == Solver::scd;
  if (both || o.beta_loss == BetaLoss::frobenius) return std::nullopt;
  return fmt::format(
      "solver {} can't minimize kullback-leibler; set factorization.solver to scd or mu, or "
      "leave it out",
      name_of(o.solver));
}

Why unless_normal_start(const Config& config, F /*format*/) {
  const FactorizationOptions& o = config.factorization;
  if (o.init == Init::normal || (o.init == Init::automatic && o.solver == Solver::adam))
    return std::nullopt;
  return fmt::format("has no meaning with factorization.init {}, only with normal; leave it out",
                     o.init == Init::file ? o.init_file : name_of(o.init));
}

Why unless_idf(const Config& config, F format) {
  if (Why why = with_weights(config, format)) return why;
  if (config.vectorizer.use_idf) return std::nullopt;
  return "has no meaning with vectorizer.use_idf false; leave it out or set use_idf to true";
}

Why unless_pattern(const Config& config, F format) {
  if (Why why = unless_text(config, format)) return why;
  if (config.vectorizer.analyzer == Analyzer::word) return std::nullopt;
  return fmt::format("has no meaning with vectorizer.analyzer {}, only with word; leave it out",
                     name_of(config.vectorizer.analyzer));
}

Why unless_words(const Config& config, F format) {
  if (Why why = with_weights(config, format)) return why;
  const Analyzer analyzer = config.vectorizer.analyzer;
  if (analyzer == Analyzer::word || analyzer == Analyzer::icu) return std::nullopt;
  return fmt::format(
      "has no meaning with vectorizer.analyzer {}, only with word or icu; leave it out",
      name_of(analyzer));
}

Why unless_words_of_text(const Config& config, F format) {
  const Why why = unless_text(config, format);
  return why ? why : unless_words(config, format);
}

Why with_vocabulary(const Config& config, F format) {
  if (Why why = with_weights(config, format)) return why;
  if (!config.vectorizer.vocabulary) return std::nullopt;
  return "has no meaning with vectorizer.vocabulary, all of whose terms are kept; leave it out";
}

}  // namespace config

void check_format_conflicts(const Config& config, CorpusFormat resolved) {
  for (std::size_t i = 0; i < config.given.size(); ++i) {
    const config::Key* key = config::find_key(config.given[i]);
    if (key == nullptr || key->meaningless == nullptr) continue;
    if (const std::optional<std::string> why = key->meaningless(config, resolved)) {
      const bool known = i < config.given_at.size();
      throw ConfigError(fmt::format("{}: {}", known ? config.given_at[i] : config.given[i], *why));
    }
  }
}

}  // namespace nmf
