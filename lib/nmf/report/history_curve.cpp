#include "nmf/report/history_curve.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <string>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"

namespace nmf {
namespace {

constexpr std::size_t kMostPoints = 400;

using Fields = std::vector<std::string_view>;

/// The next line without its end, cut from the front of `text`.
std::string_view next_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

Fields fields_of(std::string_view line) {
  Fields fields;
  for (std::size_t comma = 0; (comma = line.find(',')) != std::string_view::npos;) {
    fields.push_back(line.substr(0, comma));
    line.remove_prefix(comma + 1);
  }
  fields.push_back(line);
  return fields;
}

template <typename Number>
Number number_of(std::string_view field, const std::string& where) {
  Number number{};
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), number);
  if (error != std::errc() || end != field.data() + field.size())
    throw ModelError(fmt::format("{}: got {}, expected a number", where, quote(field)));
  return number;
}

std::vector<CurvePoint> thinned(const std::vector<CurvePoint>& curve) {
  if (curve.size() <= kMostPoints) return curve;
  std::vector<CurvePoint> points;
  for (std::size_t i = 0; i < kMostPoints; ++i)
    points.push_back(curve[i * (curve.size() - 1) / (kMostPoints - 1)]);
  return points;
}

}  // namespace

HistoryCurves history_curves(std::string_view csv, const std::filesystem::path& path) {
  std::string where = fmt::format("{}:1", path.string());
  const Fields header = fields_of(next_line(csv));
  const auto column = [&](std::string_view name) {
    const auto found = std::find(header.begin(), header.end(), name);
    if (found == header.end()) throw ModelError(fmt::format("{}: no column {}", where, name));
    return static_cast<std::size_t>(found - header.begin());
  };
  const std::size_t iteration = column("iteration"), loss = column("loss"),
                    residual = column("residual"), kkt_residual = column("kkt_residual");
  HistoryCurves curves;
  for (std::int64_t line = 2; !csv.empty(); ++line) {
    where = fmt::format("{}:{}", path.string(), line);
    const Fields fields = fields_of(next_line(csv));
    if (fields.size() != header.size())
      throw ModelError(
          fmt::format("{}: got {} fields, expected {}", where, fields.size(), header.size()));
    const auto at = number_of<std::int64_t>(fields[iteration], where);
    const auto add = [&](std::vector<CurvePoint>& curve, std::string_view field) {
      if (field.empty()) return;
      const auto value = number_of<double>(field, where);
      if (std::isfinite(value)) curve.push_back({at, value});
    };
    add(curves.loss, fields[loss]);
    add(curves.residual, fields[residual]);
    add(curves.kkt_residual, fields[kkt_residual]);
  }
  return {thinned(curves.loss), thinned(curves.residual), thinned(curves.kkt_residual)};
}

}  // namespace nmf
