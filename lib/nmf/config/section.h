#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "nmf/config/codec.h"
#include "nmf/config/schema.h"
#include "nmf/config/yaml_text.h"

namespace nmf::config {

/// A section of the configuration and the struct that holds its values.
template <typename Options>
struct Section {
  std::string_view name;
  Options Config::*part;

  template <typename T>
  [[nodiscard]] Key key(std::string_view key_name, T Options::*member, const Codec<T>& codec,
                        std::string_view meaning, Meaningless meaningless = nullptr) const {
    return {name,
            key_name,
            codec.expected,
            meaning,
            [part = part, member, codec](Config& config, const Value& value,
                                         const std::filesystem::path& base) {
              config.*part.*member = codec.read(value, base);
            },
            [part = part, member, codec](const Config& config) {
              return codec.write(config.*part.*member);
            },
            meaningless};
  }

  /// A key that this version knows with one value alone.
  [[nodiscard]] Key only(std::string_view key_name, const nlohmann::ordered_json& value,
                         std::string_view meaning, Meaningless meaningless = nullptr) const {
    const std::string expected =
        fmt::format("{}, all that this version supports", to_yaml_text(value));
    return {name,
            key_name,
            expected,
            meaning,
            [value, expected](Config&, const Value& got, const std::filesystem::path&) {
              if (!equals(got, value)) refuse(got, expected);
            },
            [value](const Config&) { return value; },
            meaningless};
  }
};

}  // namespace nmf::config
