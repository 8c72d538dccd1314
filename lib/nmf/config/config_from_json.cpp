#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "nmf/config/codec.h"
#include "nmf/config/config.h"
#include "nmf/config/schema.h"
#include "nmf/config/unknown_key.h"
#include "nmf/core/error.h"

namespace nmf {
namespace {

using Json = nlohmann::ordered_json;
using config::Value;

/// JSON as the tree that a configuration is read from: text as quoted, so that it stays text.
Value value_of(const Json& json) {
  Value value;
  if (json.is_null()) return value;
  if (json.is_string()) {
    value.kind = Value::Kind::quoted;
    value.text = json.get<std::string>();
  } else if (json.is_array()) {
    value.kind = Value::Kind::list;
    value.height = 1;
    for (const Json& item : json) {
      // No key takes a list of lists; an empty map stands for what is refused anyway.
      auto one = std::make_shared<Value>(item.is_structured() ? Value{} : value_of(item));
      if (item.is_structured()) one->kind = Value::Kind::map;
      value.items.push_back(std::move(one));
    }
  } else if (json.is_object()) {
    value.kind = Value::Kind::map;
  } else {
    value.kind = Value::Kind::plain;
    value.text = json.dump();
  }
  return value;
}

[[noreturn]] void fail(const std::string& where, const std::string& what) {
  throw ModelError(fmt::format("{}: {}", where, what));
}

/// Two keys name a file whose content to_json does not repeat or that it has resolved: no file is
/// opened for them. Returns whether it was one of them.
bool read_without_file(Config& config, const config::Key& key, const Json& json,
                       const std::string& where) {
  if (key.dotted() == "vectorizer.vocabulary" && json.is_string()) {
    config.vectorizer.vocabulary = FixedVocabulary{json.get<std::string>(), {}};
    return true;
  }
  if (key.dotted() == "vectorizer.stop_words" && json.is_string() && json != "english")
    fail(where, "expected null, english or a list of words");
  return false;
}

void read_key(Config& config, const config::Key& key, const Json& json, const std::string& where) {
  if (read_without_file(config, key, json, where)) return;
  try {
    key.read(config, value_of(json), {});
  } catch (const config::Mismatch& mismatch) {
    fail(where, mismatch.message);
  }
}

void read_section(Config& config, const std::string& section, const Json& json,
                  const std::string& where) {
  if (config::keys_of(section).empty())
    fail(where, fmt::format("{}: {}", config::shown(section), config::unknown_section(section)));
  if (!json.is_object()) fail(where, section + ": expected an object");
  for (const auto& [name, value] : json.items()) {
    const config::Key* key = config::find_key(fmt::format("{}.{}", section, name));
    const std::string here = fmt::format("{}: {}.{}", where, section, config::shown(name));
    if (key == nullptr) fail(here, config::unknown_key(section, name));
    read_key(config, *key, value, here);
  }
}

}  // namespace

Config config_from_json(const std::string& json, const std::string& where) {
  const Json root = Json::parse(json, nullptr, false);
  if (!root.is_object()) fail(where, "expected a JSON object of sections");
  Config config;
  for (const auto& [section, value] : root.items()) read_section(config, section, value, where);
  for (const config::Key& key : config::schema()) {
    if (config::value_of(key, config) == config::default_of(key)) continue;
    config.given.push_back(key.dotted());
    config.given_at.push_back(fmt::format("{}: {}", where, key.dotted()));
  }
  return config;
}

}  // namespace nmf
