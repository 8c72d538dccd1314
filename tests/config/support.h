#pragma once

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "nmf/config/config.h"
#include "nmf/config/parse_yaml.h"
#include "nmf/core/error.h"
#include "tests/support/temporary_directory.h"

namespace nmf::test {

inline void write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush()) throw std::runtime_error("can't write " + path.string());
}

/// Loads `yaml` from a file `a.yaml` in a folder of its own.
inline Config load_text(std::string_view yaml, const std::vector<Override>& overrides = {},
                        Purpose purpose = Purpose::show) {
  const TemporaryDirectory folder;
  write_file(folder / "a.yaml", yaml);
  return load_config((folder / "a.yaml").string(), overrides, purpose);
}

/// The error message of load_text, without the folder; empty if it loads.
inline std::string error_of(std::string_view yaml, const std::vector<Override>& overrides = {},
                            Purpose purpose = Purpose::show) {
  const TemporaryDirectory folder;
  write_file(folder / "a.yaml", yaml);
  std::string message = message_of<ConfigError>(
      [&] { load_config((folder / "a.yaml").string(), overrides, purpose); });
  const std::string prefix = folder.path().string() + "/";
  for (auto at = message.find(prefix); at != std::string::npos; at = message.find(prefix))
    message.erase(at, prefix.size());
  return message;
}

/// The error message of overrides alone; empty if they load.
inline std::string error_of_set(const std::vector<Override>& overrides,
                                Purpose purpose = Purpose::show) {
  return message_of<ConfigError>([&] { load_config({}, overrides, purpose); });
}

/// The value that YAML text denotes.
inline config::Value parsed(std::string_view yaml) { return *config::parse_yaml(yaml); }

}  // namespace nmf::test
