#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
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
  /// Iterations between checkpoints, from which a fit that was stopped can go on; 0: none.
  std::int64_t checkpoint_every = 0;
};

/// Every option of the program, one struct a room.
struct Config {
  CorpusOptions corpus;
  VectorizerOptions vectorizer;
  FactorizationOptions factorization;
  RuntimeOptions runtime;
  OutputOptions output;
  /// Dotted names of the keys that the user set, in table order. A key set to a null that is its
  /// default counts as not set.
  std::vector<std::string> given;
  /// Beside `given`: where each was set, as an error message about it begins
  /// (`configs/a.yaml:12:5: factorization.n_components`, `--set factorization.n_components=0`,
  /// `-k 0`).
  std::vector<std::string> given_at;
};

/// Which keys a command reads; the others may be given, but are not demanded.
enum class Purpose { fit, vectorize, show };

/// One `--set key=value`: dotted name, value in YAML.
struct Override {
  std::string key;
  std::string value;
  std::string option = {};  ///< where another option stands for it, its name, e.g. `-k`
};

/// Resolves a configuration: defaults, then the file, then the overrides in order.
///
/// Paths in the file are relative to the file, paths in overrides and `output.directory` to the
/// working directory. A list of stop words given by its path is read here.
/// \param path  YAML file; none: defaults and overrides alone
/// Throws ConfigError: `FILE:LINE:COLUMN: key: got X, expected Y` (unreadable or malformed file,
/// unknown key with the nearest name, duplicate key, wrong type, out of range, missing key that
/// `purpose` demands, a key that another makes meaningless); for overrides `--set key=value: ...`
/// or
/// `-k value: ...`.
Config load_config(const std::optional<std::string>& path, const std::vector<Override>& overrides,
                   Purpose purpose);

/// Throws ConfigError, as load_config would, if a given key has no meaning with the format that
/// the corpus turned out to have. load_config does it where `corpus.format` is not `auto`.
void check_format_conflicts(const Config& config, CorpusFormat resolved);

/// The resolved values of all keys, nested by section, in table order.
nlohmann::ordered_json to_json(const Config& config);

/// The way back: the options of a configuration that to_json gave, as a model records it.
///
/// A key that is missing has its default (a model of an earlier version); `given` is what differs
/// from its default. No file is opened: of a fixed vocabulary there is the path alone, its terms
/// are the model's. \param json   an object of sections \param where  what errors begin with, e.g.
/// `runs/a/model.json: config` Throws ModelError for anything that to_json of this version would
/// not write.
Config config_from_json(const std::string& json, const std::string& where);

/// The same options, relative paths of inputs made absolute, for a record that is read elsewhere.
Config with_absolute_paths(const Config& config);

/// The resolved configuration as YAML that load_config reads back to the same values, wherever it
/// is saved: relative paths of inputs become absolute. Every key comes with its default and meaning
/// in a comment; a key that has no meaning beside the others is commented out.
std::string to_yaml(const Config& config);

/// A string as YAML: as it is, or quoted where YAML would read something else. What
/// `Override::value` needs for text that is no YAML, such as `--input PATH`.
/// \param text  valid UTF-8
std::string yaml_string(const std::string& text);

}  // namespace nmf
