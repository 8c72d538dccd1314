#pragma once

#include <filesystem>
#include <string>

#include "nmf/evaluation/select.h"

namespace nmf {

/// What the parts of a sweep depend on, as a hash. Neither the numbers of components nor how many
/// seeds: parts of one sweep serve another that asks for more.
/// \param settings  all options of a fit but n_components, as text
std::string sweep_key(const CsrMatrix<double>& X, const HeldOutPlan& plan,
                      const std::string& settings, const std::string& device);

/// The finished parts of a sweep on the disk: a hidden directory `.NAME.unfinished` beside the
/// target of its output, a small file for each part and, for one K at a time, the topics of its
/// fits. A file appears under its name when it is whole, so that the process may be killed at any
/// time; one that can't be read counts as missing.
class SweepState final : public SweepStore {
 public:
  /// Makes the directory, or finds what another run with the same key left there; what one with
  /// another key left is removed.
  /// Throws IoError: the directory holds what is not ours, is in use by another process, or can't
  /// be written.
  SweepState(const std::filesystem::path& target, std::string key);
  /// Removes the directory if nothing is in it.
  ~SweepState() override;

  /// Parts that were found.
  [[nodiscard]] std::int64_t found() const { return found_; }
  /// Parts that are there now.
  [[nodiscard]] std::int64_t kept() const;
  [[nodiscard]] const std::filesystem::path& directory() const { return directory_; }

  std::optional<FitScores> fit(std::int64_t k, std::uint64_t seed) override;
  std::optional<at::Tensor> topics(std::int64_t k, std::uint64_t seed) override;
  std::optional<FoldScores> fold(std::int64_t k, std::int32_t fold) override;
  std::optional<Stability> stability(std::int64_t k, std::int64_t seeds) override;
  void keep(const FitScores& fit, const at::Tensor& topics) override;
  void keep(const FoldScores& fold) override;
  void keep(std::int64_t k, std::int64_t seeds, const Stability& stability) override;

  /// Removes the directory: its output is complete.
  void remove();

 private:
  void lock();
  /// Makes sure that what is in the directory is ours and has our key.
  void adopt();
  void write(const std::string& name, const std::string& bytes) const;

  std::filesystem::path directory_;
  std::string key_;
  std::int64_t found_ = 0;
  int lock_ = -1;
};

}  // namespace nmf
