#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "nmf/factorization/factorize.h"
#include "nmf/text/input_json.h"
#include "nmf/text/vectorizer.h"

namespace nmf {

/// What of a fit never changes.
struct FitInput {
  Tfidf tfidf;
  InputSource source;
  nlohmann::ordered_json config;  ///< resolved, as nmf::to_json(Config) gives it
  std::string device;             ///< as "cpu" or "cuda:0"
};

/// All that a fit needs to be gone on with by another process.
struct Checkpoint {
  FitInput input;
  FitState state;
};

/// The checkpoint of the fit into an output directory: the directory `NAME.checkpoint` beside it.
///
/// `checkpoint.json` names the files that belong together, with their SHA-256, and carries its own;
/// it is replaced at once, after everything that it names is on the disk. So whatever ends the
/// process or the machine, the directory holds the checkpoint before or the new one.
/// A process that has the directory keeps others out of it.
class CheckpointDirectory {
 public:
  /// Nothing is made yet. Throws IoError where another process has the directory.
  /// \param output  absolute
  explicit CheckpointDirectory(const std::filesystem::path& output);
  ~CheckpointDirectory();
  CheckpointDirectory(const CheckpointDirectory&) = delete;
  CheckpointDirectory& operator=(const CheckpointDirectory&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// Whether there is a checkpoint, be it damaged.
  [[nodiscard]] bool exists() const;

  /// Throws IoError where something foreign lies in its place.
  void check_place() const;

  /// Reads the checkpoint. Throws ModelError where there is none, where a file of it is damaged or
  /// missing, where another version of the program or of LibTorch wrote it.
  [[nodiscard]] Checkpoint load();

  /// Puts a state in the place of the one before; the first time also what never changes.
  /// Throws IoError; the checkpoint before is then still there.
  void save(const FitInput& input, const FitState& state);

  /// Removes the checkpoint, if there is one, and nothing that is foreign.
  void remove();

 private:
  [[nodiscard]] std::string what_is_foreign() const;
  void make(const FitInput& input);

  std::filesystem::path path_;
  int lock_ = -1;                               // on the directory; -1: there is none
  std::map<std::string, std::string> written_;  // SHA-256 of the files that never change
  int slot_ = 0;                                // of the state that is there
  bool made_ = false;                           // by this object
};

}  // namespace nmf
