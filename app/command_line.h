#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nmf/config/config.h"

namespace nmf::app {

/// What the commands have in common: a CONFIG and options that override it.
struct CommandLine {
  std::optional<std::string> config;  ///< path of the YAML file
  std::vector<Override> overrides;    ///< --set in order, then the options that are short for one
  std::optional<std::string> resume;  ///< output directory of the fit to go on with
  std::string name;                   ///< NAME of the default output directory runs/NAME
  std::optional<std::string> k_list;  ///< --k of a command that sweeps, as it was written
  std::optional<std::string> seeds;   ///< --seeds likewise, an integer
  bool quiet = false;                 ///< no progress and no notes
  bool help = false;                  ///< the help was asked for, and printed
};

/// Keys that do nothing in a command. A file may hold them, as it serves nmf fit too; who gives one
/// by --set expects something of it.
struct UnusedKeys {
  std::string_view keys;    ///< a dotted name, or a section with its dot for all of its keys
  std::string_view advice;  ///< what to do instead
};

/// Which of the options a command takes.
struct CommandOptions {
  const char* name;
  const char* summary;
  bool fits = false;     ///< -k, --device
  bool writes = false;   ///< --threads, --output, --quiet
  bool sweeps = false;   ///< of a command that fits: --k LIST in place of -k, --seeds
  bool resumes = false;  ///< --resume, beside which only --threads and --quiet are allowed
  std::vector<UnusedKeys> unused = {};  ///< refused where --set gives them
};

/// KEY=VALUE of --set. Throws UsageError where it is none.
Override split_set(const std::string& text);

/// Throws UsageError; ConfigError for a key of --set that the command does not use. Prints the
/// command's help, and says so, where --help is given.
CommandLine parse_command_line(const CommandOptions& command, int argc, const char* const* argv);

}  // namespace nmf::app
