#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "nmf/corpus/options.h"
#include "nmf/factorization/options.h"
#include "nmf/text/options.h"

namespace nmf {

struct RuntimeOptions {
  std::string device = "auto";  ///< auto | cpu | cuda[:n]
  std::int64_t threads = 0;     ///< 0: all
};

enum class Show { topics, w, none };

struct OutputOptions {
  std::optional<std::string> directory;  ///< null: runs/NAME
  std::int64_t log_every = 10;           ///< iterations between printed losses, >= 1
  Show show = Show::topics;
};

/// Every option of the program, one struct a room.
struct Config {
  CorpusOptions corpus;
  VectorizerOptions vectorizer;
  FactorizationOptions factorization;
  RuntimeOptions runtime;
  OutputOptions output;
  std::vector<std::string> given;  ///< dotted names of the keys that the user set, in table order
};

/// Which keys a command reads; the others may be given, but are not demanded.
enum class Purpose { fit, vectorize, show };

/// One `--set key=value`: dotted name, value in YAML.
struct Override {
  std::string key;
  std::string value;
};

/// Resolves a configuration: defaults, then the file, then the overrides in order.
///
/// Paths in the file are relative to the file, paths in overrides to the working directory.
/// \param path  YAML file; none: defaults and overrides alone
/// Throws ConfigError: `FILE:LINE:COLUMN: key: got X, expected Y` (unreadable or malformed file,
/// unknown key with the nearest name, duplicate key, wrong type, out of range, missing key that
/// `purpose` demands, a key that another makes meaningless); for overrides `--set key=value: ...`.
Config load_config(const std::optional<std::string>& path, const std::vector<Override>& overrides,
                   Purpose purpose);

/// The resolved values of all keys, nested by section, in table order.
nlohmann::ordered_json to_json(const Config& config);

/// The resolved configuration as YAML that load_config reads back to the same values, every key
/// with its default and meaning in a comment.
std::string to_yaml(const Config& config);

}  // namespace nmf
