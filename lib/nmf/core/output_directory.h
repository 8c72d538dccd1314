#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace nmf {

/// An output directory that appears whole or not at all.
///
/// Files are written into a temporary directory beside the target, `.NAME.partial-PID-N`, which
/// `commit` puts in the target's place. Without `commit`, everything is as before.
/// What killed runs left behind is removed by the next one for the same target.
class OutputDirectory {
 public:
  /// Checks all that can be checked before the work: that the target is missing, empty, or an
  /// earlier output of ours, and that its parent (made if missing) can be written.
  ///
  /// \param path    the target
  /// \param files   every file name that such an output may hold
  /// \param marker  one of `files`, named first where it is missing; a directory that holds all of
  ///                `files` and nothing else is ours
  /// Throws IoError.
  OutputDirectory(const std::filesystem::path& path, std::vector<std::string> files,
                  std::string marker);
  ~OutputDirectory();
  OutputDirectory(const OutputDirectory&) = delete;
  OutputDirectory& operator=(const OutputDirectory&) = delete;

  /// The temporary directory, until `commit`.
  [[nodiscard]] const std::filesystem::path& directory() const { return partial_; }
  /// Where to write one of `files`, until `commit`. Throws std::invalid_argument for another name.
  [[nodiscard]] std::filesystem::path file(std::string_view name) const;
  /// The target, absolute.
  [[nodiscard]] const std::filesystem::path& target() const { return target_; }

  /// Runs write(directory()). An IoError of it names the target where it named the temporary
  /// directory, which the user never sees.
  void fill(const std::function<void(const std::filesystem::path&)>& write) const;

  /// Puts the directory in place of the target and deletes the earlier output.
  /// Throws IoError where that is no longer possible (somebody put a foreign file into the target
  /// meanwhile, say); the result is then kept beside it, and the message names the place.
  void commit();

 private:
  void make_partial();
  [[noreturn]] void rescue(const std::string& reason);

  std::filesystem::path target_;
  std::filesystem::path partial_;
  std::vector<std::string> files_;
  std::string marker_;
  std::vector<std::filesystem::path> made_;  // parents that were missing, outermost first
  int lock_ = -1;                            // held on partial_ while this object lives
};

}  // namespace nmf
