#pragma once

#include <filesystem>
#include <string>

#include "command_line.h"
#include "nmf/config/config.h"
#include "nmf/core/error.h"
#include "nmf/model/checkpoint.h"

namespace nmf::app {

/// A fit that was interrupted and has a checkpoint. The message says how to go on.
class StoppedFit : public Interrupted {
 public:
  /// \param output  the fit's output directory, as the user may name it
  explicit StoppedFit(const std::string& output);
  [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }

 private:
  std::string message_;
};

/// The output directory that DIR of --resume stands for. Whoever completes a name in a shell gets
/// that of the checkpoint, DIR.checkpoint, which stands for DIR.
std::filesystem::path output_to_resume(const std::string& directory);

/// A fit that is gone on with.
struct Resumed {
  Config config;
  Checkpoint checkpoint;
};

/// Reads the checkpoint, sets the threads that the command line asks for.
/// Throws ModelError: there is none, or it can't be used.
Resumed resume(CheckpointDirectory& directory, const CommandLine& line);

}  // namespace nmf::app
