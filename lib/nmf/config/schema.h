#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nmf/config/config.h"
#include "nmf/config/value.h"

namespace nmf::config {

/// Why a key says nothing, given the other options and the corpus's format; none if it says
/// something or if that is not known yet (`CorpusFormat::automatic`).
using Meaningless = std::optional<std::string> (*)(const Config& config, CorpusFormat format);

/// One key of a configuration, and all that the program knows of it.
struct Key {
  std::string_view section;
  std::string_view name;
  std::string expected;  ///< what is allowed, as it follows "expected"
  std::string_view meaning;
  /// Throws Mismatch.
  std::function<void(Config& config, const Value& value, const std::filesystem::path& base)> read;
  std::function<nlohmann::ordered_json(const Config& config)> write;

  Meaningless meaningless = nullptr;
  std::vector<Purpose> demanded_for = {};  ///< the key must be given
  std::string_view advice = {};            ///< how, where it is demanded

  [[nodiscard]] std::string dotted() const;
};

/// Every key, in the order in which a configuration is written.
const std::vector<Key>& schema();

/// The sections, in the same order.
const std::vector<std::string_view>& sections();

/// The names of a section's keys, in the same order.
std::vector<std::string_view> keys_of(std::string_view section);

/// By its dotted name; null if there is no such key.
const Key* find_key(std::string_view dotted);

/// The key's value in `config` as JSON.
nlohmann::ordered_json value_of(const Key& key, const Config& config);

nlohmann::ordered_json default_of(const Key& key);

bool is_given(const Config& config, const Key& key);

}  // namespace nmf::config
