#pragma once

#include <filesystem>
#include <string_view>

#include "nmf/config/codec.h"
#include "nmf/config/schema.h"

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
};

}  // namespace nmf::config
