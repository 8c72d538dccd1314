#include "nmf/evaluation/select_files.h"

#include <fmt/format.h>

#include <cmath>

#include <nlohmann/json.hpp>

#include "nmf/core/version.h"
#include "nmf/evaluation/scores_json.h"

namespace nmf {
namespace {

using nlohmann::ordered_json;

constexpr int kFormatVersion = 1;

std::optional<double> matched_cosine(const Candidate& candidate) {
  if (!candidate.stability) return std::nullopt;
  return candidate.stability->matched_cosine;
}

std::optional<double> silhouette_of(const Candidate& candidate) {
  return candidate.stability ? candidate.stability->silhouette : std::nullopt;
}

std::string exact(const std::optional<double>& value) {
  return value ? fmt::format("{}", *value) : "";
}

/// \param digits  after the point, where the number is of a size that a column holds
std::string rounded(const std::optional<double>& value, int digits) {
  if (!value) return "-";
  return std::abs(*value) < 1000 ? fmt::format("{:.{}f}", *value, digits)
                                 : fmt::format("{:.2e}", *value);
}

ordered_json candidate_json(const Candidate& candidate) {
  ordered_json fits = ordered_json::array(), folds = ordered_json::array();
  for (const FitScores& fit : candidate.fits) fits.push_back(fit_json(fit));
  for (const FoldScores& fold : candidate.folds) folds.push_back(fold_json(fold));
  const FitScores& best = candidate.best();
  return {{"n_components", candidate.k},
          {"residual", best.residual},
          {"held_out_error", candidate.held_out_error()},
          {"held_out_standard_error", candidate.held_out_standard_error()},
          {"stability", number_or_null(matched_cosine(candidate))},
          {"silhouette", number_or_null(silhouette_of(candidate))},
          {"u_mass", number_or_null(best.u_mass)},
          {"diversity", number_or_null(best.diversity)},
          {"seconds", candidate.seconds()},
          {"best_seed", best.seed},
          {"fits", std::move(fits)},
          {"folds", std::move(folds)}};
}

}  // namespace

std::string select_csv(const std::vector<Candidate>& candidates) {
  std::string text =
      "k,residual,held_out_error,held_out_standard_error,stability,silhouette,u_mass,diversity,"
      "seconds\n";
  for (const Candidate& c : candidates) {
    const FitScores& best = c.best();
    text +=
        fmt::format("{},{},{},{},{},{},{},{},{}\n", c.k, best.residual, c.held_out_error(),
                    c.held_out_standard_error(), exact(matched_cosine(c)), exact(silhouette_of(c)),
                    exact(best.u_mass), exact(best.diversity), c.seconds());
  }
  return text;
}

std::string select_text(const std::vector<Candidate>& candidates,
                        const Recommendation& recommendation) {
  constexpr const char* kRow = "{:1}{:>6} {:>11} {:>9} {:>8} {:>9} {:>10} {:>8} {:>9} {:>8}\n";
  std::string text = fmt::format(kRow, "", "K", "residual", "held-out", "+-", "stability",
                                 "silhouette", "u_mass", "diversity", "seconds");
  for (const Candidate& c : candidates) {
    const FitScores& best = c.best();
    text += fmt::format(kRow, c.k == recommendation.k ? "*" : "", c.k,
                        fmt::format("{:.6g}", best.residual), rounded(c.held_out_error(), 5),
                        rounded(c.held_out_standard_error(), 5), rounded(matched_cosine(c), 3),
                        rounded(silhouette_of(c), 3), rounded(best.u_mass, 3),
                        rounded(best.diversity, 3), rounded(c.seconds(), 1));
  }
  text += fmt::format("\nRecommended: K = {} ({} confidence)\n", recommendation.k,
                      name_of(recommendation.confidence));
  for (const std::string& reason : recommendation.reasons) text += fmt::format("- {}\n", reason);
  return text;
}

ordered_json select_json(const std::vector<Candidate>& candidates,
                         const Recommendation& recommendation, const SelectOptions& options) {
  ordered_json list = ordered_json::array();
  for (const Candidate& candidate : candidates) list.push_back(candidate_json(candidate));
  return {{"format_version", kFormatVersion},
          {"nmf_version", kVersion},
          {"n_components", options.k},
          {"seeds", options.seeds},
          {"held_out",
           {{"parts", options.held_out.parts},
            {"rounds", options.held_out.rounds},
            {"seed", options.held_out.seed}}},
          {"recommendation",
           {{"n_components", recommendation.k},
            {"confidence", name_of(recommendation.confidence)},
            {"reasons", recommendation.reasons}}},
          {"candidates", std::move(list)}};
}

}  // namespace nmf
