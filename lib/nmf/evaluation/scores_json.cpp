#include "nmf/evaluation/scores_json.h"

#include <nlohmann/json.hpp>

namespace nmf {
namespace {

using nlohmann::ordered_json;

std::optional<double> optional_number(const ordered_json& json) {
  if (json.is_null()) return std::nullopt;
  return json.get<double>();
}

}  // namespace

ordered_json number_or_null(const std::optional<double>& value) {
  return value ? ordered_json(*value) : ordered_json(nullptr);
}

ordered_json fit_json(const FitScores& fit) {
  return {{"n_components", fit.k},
          {"seed", fit.seed},
          {"n_iter", fit.n_iter},
          {"converged", fit.converged},
          {"loss", fit.loss},
          {"residual", fit.residual},
          {"u_mass", number_or_null(fit.u_mass)},
          {"diversity", number_or_null(fit.diversity)},
          {"seconds", fit.seconds},
          {"empty_topics", fit.empty_topics}};
}

ordered_json fold_json(const FoldScores& fold) {
  return {{"n_components", fold.k},
          {"fold", fold.fold},
          {"squared_error", fold.error.squared_error},
          {"squared_norm", fold.error.squared_norm},
          {"seconds", fold.seconds}};
}

ordered_json stability_json(const Stability& stability) {
  return {{"matched_cosine", stability.matched_cosine},
          {"silhouette", number_or_null(stability.silhouette)}};
}

FitScores fit_of(const ordered_json& json) {
  return {json.at("n_components").get<std::int64_t>(),
          json.at("seed").get<std::uint64_t>(),
          json.at("n_iter").get<std::int64_t>(),
          json.at("converged").get<bool>(),
          json.at("loss").get<double>(),
          json.at("residual").get<double>(),
          optional_number(json.at("u_mass")),
          optional_number(json.at("diversity")),
          json.at("seconds").get<double>(),
          json.at("empty_topics").get<std::int64_t>()};
}

FoldScores fold_of(const ordered_json& json) {
  return {json.at("n_components").get<std::int64_t>(),
          json.at("fold").get<std::int32_t>(),
          {json.at("squared_error").get<double>(), json.at("squared_norm").get<double>()},
          json.at("seconds").get<double>()};
}

Stability stability_of(const ordered_json& json) {
  return {json.at("matched_cosine").get<double>(), optional_number(json.at("silhouette"))};
}

}  // namespace nmf
