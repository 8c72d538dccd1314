#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace nmf {

/// How a fit ended, in figures; names as model.json has them.
struct FitSummary {
  std::int64_t n_iter = 0;
  std::uint64_t seed = 0;
  std::string engine;
  std::string init;
  std::string stop_reason;
  double loss = 0;                    ///< what the solver minimized
  double residual = 0;                ///< ||X - W H||_F
  std::optional<double> X_norm = {};  ///< ||X||_F; none: an earlier version did not record it
  double penalty = 0;
  std::optional<double> kkt_residual = {};  ///< none for adam
  /// 99th percentile of the training documents' ||x - w H|| / ||x||; none in models of before it
  /// was recorded
  std::optional<double> residual_p99 = {};
};

/// What model.json says.
struct ModelJson {
  std::string config;  ///< the resolved configuration, a JSON object
  std::string device;
  std::string corpus_path;
  std::string corpus_sha256;
  std::vector<std::string> stop_words;
  std::array<std::int64_t, 2> X{}, W{}, H{};  ///< shapes
  FitSummary fit;
  std::map<std::string, std::string> files;  ///< name -> SHA-256 of the other files
};

/// Reads the text of a model.json.
///
/// Members that this version does not know are left aside: a later one may add some without a new
/// format_version, as long as an older reader is right without them.
/// \param path  names the file in errors
/// Throws ModelError: a newer format_version (which it names), no JSON, a member that is
/// missing or of another type. Whether the text is as it was written is for load_model to say.
ModelJson parse_model_json(const std::string& text, const std::filesystem::path& path);

}  // namespace nmf
