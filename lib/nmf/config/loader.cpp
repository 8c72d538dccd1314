#include "nmf/config/loader.h"

#include <fmt/format.h>

#include <algorithm>

#include "nmf/config/codec.h"
#include "nmf/config/factors_file.h"
#include "nmf/config/parse_yaml.h"
#include "nmf/config/text_file.h"
#include "nmf/config/unknown_key.h"
#include "nmf/core/error.h"

namespace nmf::config {
namespace {

constexpr std::size_t kLongestFile = std::size_t{1}
                                     << 20U;  // the longest sensible one has a few KiB

[[noreturn]] void fail(const std::string& where, const std::string& what) {
  throw ConfigError(where + ": " + what);
}

}  // namespace

std::string Loader::in_file(Position at, const std::string& name) const {
  return fmt::format("{}:{}:{}{}{}", file_, at.line, at.column, name.empty() ? "" : ": ", name);
}

void Loader::read_file(const std::string& path) {
  std::string text;
  try {
    text = read_text_file(path, kLongestFile);
  } catch (const FileFault& fault) {
    fail(path, fault.what());
  }
  read_text(path, text);
}

void Loader::read_text(const std::string& path, std::string_view text) {
  file_ = path;
  ValuePtr root;
  try {
    root = parse_yaml(text);
  } catch (const YamlFault& fault) {
    fail(in_file(fault.position(), ""), fault.what());
  }
  read_sections(*root);
}

void Loader::read_sections(const Value& root) {
  if (root.is_null()) return;
  if (root.kind != Value::Kind::map) {
    fail(in_file(root.position, ""),
         fmt::format("got {}, expected the sections {}", shown(root), fmt::join(sections(), ", ")));
  }
  for (const Entry& entry : root.entries) {
    const std::string section = read_name(*entry.key, "");
    check_once(section, *entry.key);
    if (keys_of(section).empty())
      fail(in_file(entry.key->position, shown(*entry.key)), unknown_section(section));
    read_section(section, *entry.value);
  }
}

void Loader::read_section(const std::string& section, const Value& value) {
  if (value.is_null()) return;  // all of its keys commented out
  if (value.kind != Value::Kind::map) {
    fail(in_file(seen_.at(section), section),
         fmt::format("got {}, expected a section with keys of {}", shown(value),
                     fmt::join(keys_of(section), ", ")));
  }
  const std::filesystem::path base = std::filesystem::path(file_).parent_path();
  for (const Entry& entry : value.entries) {
    const std::string dotted = section + "." + read_name(*entry.key, section + ".");
    check_once(dotted, *entry.key);
    const Key* key = find_key(dotted);
    const std::string where = in_file(entry.key->position, section + "." + shown(*entry.key));
    if (key == nullptr) fail(where, unknown_key(section, entry.key->text));
    set(*key, *entry.value, {where, base, true});
  }
}

std::string Loader::read_name(const Value& key, const std::string& prefix) const {
  if (!key.is_text())
    fail(in_file(key.position, ""), fmt::format("got {} for a name, expected text", shown(key)));
  if (key.kind == Value::Kind::plain && key.text == "<<")
    fail(in_file(key.position, prefix + "<<"), "merge keys are not supported, write the keys out");
  return key.text;
}

void Loader::check_once(const std::string& name, const Value& key) {
  const auto [first, is_new] = seen_.emplace(name, key.position);
  if (is_new) return;
  fail(in_file(key.position, name),
       fmt::format("given twice, first at line {}", first->second.line));
}

void Loader::set(const Key& key, const Value& value, const Source& source) {
  // A null that is the default takes back what an earlier source gave.
  const bool unset = value.is_null() && default_of(key).is_null();
  try {
    key.read(config_, value, source.base);
  } catch (const Mismatch& mismatch) {
    const bool elsewhere = source.is_file && mismatch.at;
    const std::string where = elsewhere ? in_file(*mismatch.at, key.dotted()) : source.where;
    const std::string advice = key.advice.empty() ? "" : fmt::format("; {}", key.advice);
    fail(where, mismatch.message + advice);
  }
  if (unset) {
    given_.erase(key.dotted());
  } else {
    given_[key.dotted()] = source.where;
  }
}

void Loader::read_override(const Override& override) {
  const std::string where =
      override.option.empty()
          ? fmt::format("--set {}={}", shown(override.key), shown(override.value))
          : fmt::format("{} {}", override.option, shown(override.value));
  const std::size_t dot = override.key.find('.');
  const std::string section = override.key.substr(0, dot);
  if (keys_of(section).empty()) fail(where, unknown_section(section));
  if (dot == std::string::npos) {
    fail(where, fmt::format("got a section, expected a key such as {}.{}", section,
                            keys_of(section).front()));
  }
  const Key* key = find_key(override.key);
  if (key == nullptr) fail(where, unknown_key(section, override.key.substr(dot + 1)));
  ValuePtr value;
  try {
    value = parse_yaml(override.value);
  } catch (const YamlFault& fault) {
    fail(where, fault.what());
  }
  set(*key, *value, {where, {}, false});
}

std::string Loader::where_missing(const Key& key) const {
  if (file_.empty()) return key.dotted();
  const auto section = seen_.find(std::string(key.section));
  return in_file(section == seen_.end() ? Position{} : section->second, key.dotted());
}

/// A file of factors is opened here, so that what is wrong with it is said where it was named.
void Loader::take_components_of_file() {
  FactorizationOptions& options = config_.factorization;
  const std::string init = "factorization.init", components = "factorization.n_components";
  std::int64_t found = 0;
  try {
    found = components_of_factors(options.init_file);
  } catch (const IoError& error) {
    fail(given_.at(init), fmt::format("got {}, expected {}; {}", options.init_file,
                                      find_key(init)->expected, error.what()));
  }
  const auto given = given_.find(components);
  if (given != given_.end() && options.n_components != found) {
    fail(given->second, fmt::format("got {}, {} ({}) has {}; leave it out", options.n_components,
                                    options.init_file, init, found));
  }
  options.n_components = found;
}

Config Loader::finish(Purpose purpose) {
  for (const Key& key : schema()) {
    const auto given = given_.find(key.dotted());
    if (given != given_.end()) {
      config_.given.push_back(given->first);
      config_.given_at.push_back(given->second);
    } else if (std::count(key.demanded_for.begin(), key.demanded_for.end(), purpose) > 0) {
      fail(where_missing(key),
           fmt::format("got nothing, expected {}; {}", key.expected, key.advice));
    }
  }
  check_format_conflicts(config_, config_.corpus.format);
  if (config_.factorization.init == Init::file && purpose != Purpose::vectorize)
    take_components_of_file();
  return config_;
}

}  // namespace nmf::config

namespace nmf {

Config load_config(const std::optional<std::string>& path, const std::vector<Override>& overrides,
                   Purpose purpose) {
  config::Loader loader;
  if (path) loader.read_file(*path);
  for (const Override& override : overrides) loader.read_override(override);
  return loader.finish(purpose);
}

}  // namespace nmf
