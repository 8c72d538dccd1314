#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nmf {

/// What `nmf select` found about one number of components; names as select.json has them.
struct TriedComponents {
  std::int64_t n_components = 0;
  std::optional<double> residual = {}, held_out_error = {}, held_out_standard_error = {},
                        stability = {}, silhouette = {}, u_mass = {}, diversity = {}, seconds = {};
};

/// What a report shows of a sweep.
struct SelectCurves {
  std::int64_t recommended = 0;
  std::string confidence;
  std::string corpus_sha256 = {};  ///< of what it was tried on, to hold against a model's
  std::vector<std::string> reasons;
  std::vector<TriedComponents> tried;  ///< by rising n_components
};

/// Reads the text of a select.json of `nmf select`.
/// \param path  names the file in errors
/// Throws IoError: no JSON, a newer format_version, a member that is missing or of another type,
/// nothing tried.
SelectCurves select_curves(std::string_view json, const std::filesystem::path& path);

}  // namespace nmf
