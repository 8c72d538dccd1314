#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

namespace nmf {

struct CurvePoint {
  std::int64_t iteration = 0;
  double value = 0;
};

/// How a fit converged, as curves of at most 400 points each; the first and the last are kept.
struct HistoryCurves {
  std::vector<CurvePoint> loss, residual;
  std::vector<CurvePoint> kkt_residual;  ///< where it was measured
};

/// Reads the text of a history.csv. Columns are found by their names; numbers that are not finite
/// are left out.
/// \param path  names the file in errors
/// Throws ModelError (`PATH:LINE: ...`): a column that is missing, a line of another length, a
/// field that is no number.
HistoryCurves history_curves(std::string_view csv, const std::filesystem::path& path);

}  // namespace nmf
