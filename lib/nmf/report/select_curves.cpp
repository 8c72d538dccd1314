#include "nmf/report/select_curves.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "nmf/core/error.h"

namespace nmf {
namespace {

using nlohmann::ordered_json;

constexpr std::int64_t kFormatVersion = 1;  // of select.json

std::optional<double> number(const ordered_json& object, const char* name) {
  const ordered_json& value = object.at(name);
  if (value.is_null()) return std::nullopt;
  return value.get<double>();
}

TriedComponents tried(const ordered_json& json) {
  return {.n_components = json.at("n_components").get<std::int64_t>(),
          .residual = number(json, "residual"),
          .held_out_error = number(json, "held_out_error"),
          .held_out_standard_error = number(json, "held_out_standard_error"),
          .stability = number(json, "stability"),
          .silhouette = number(json, "silhouette"),
          .u_mass = number(json, "u_mass"),
          .diversity = number(json, "diversity"),
          .seconds = number(json, "seconds")};
}

SelectCurves curves_of(const ordered_json& json) {
  const ordered_json& recommendation = json.at("recommendation");
  SelectCurves curves{.recommended = recommendation.at("n_components").get<std::int64_t>(),
                      .confidence = recommendation.at("confidence").get<std::string>(),
                      .corpus_sha256 = json.at("corpus_sha256").get<std::string>(),
                      .reasons = recommendation.at("reasons").get<std::vector<std::string>>(),
                      .tried = {}};
  for (const ordered_json& candidate : json.at("candidates"))
    curves.tried.push_back(tried(candidate));
  std::stable_sort(curves.tried.begin(), curves.tried.end(),
                   [](const auto& a, const auto& b) { return a.n_components < b.n_components; });
  return curves;
}

}  // namespace

SelectCurves select_curves(std::string_view text, const std::filesystem::path& path) try {
  const ordered_json json = ordered_json::parse(text);
  const auto version = json.at("format_version").get<std::int64_t>();
  if (version > kFormatVersion)
    throw IoError(fmt::format("{}: format_version {} is newer than this nmf reads ({}); update nmf",
                              path.string(), version, kFormatVersion));
  SelectCurves curves = curves_of(json);
  if (curves.tried.empty()) throw IoError(fmt::format("{}: no candidates", path.string()));
  return curves;
} catch (const ordered_json::exception& error) {
  throw IoError(
      fmt::format("{}: not a select.json of nmf select: {}", path.string(), error.what()));
}

}  // namespace nmf
