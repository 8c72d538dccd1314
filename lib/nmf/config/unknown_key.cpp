#include "nmf/config/unknown_key.h"

#include <fmt/format.h>

#include "nmf/config/codec.h"
#include "nmf/config/schema.h"
#include "nmf/config/suggest.h"

namespace nmf::config {
namespace {

/// The key of that very name in any section, by its own or its dotted name.
const Key* find_anywhere(std::string_view name) {
  for (const Key& key : schema()) {
    if (key.name == name || key.dotted() == name) return &key;
  }
  return nullptr;
}

}  // namespace

std::string unknown_key(std::string_view section, std::string_view name) {
  if (const auto near = nearest(name, keys_of(section)))
    return fmt::format("unknown key, did you mean {}.{}?", section, *near);
  if (const Key* key = find_anywhere(name))
    return fmt::format("unknown key, did you mean {}?", key->dotted());
  return fmt::format("unknown key, expected one of {}", fmt::join(keys_of(section), ", "));
}

std::string unknown_section(std::string_view name) {
  if (const auto near = nearest(name, sections()))
    return fmt::format("unknown section, did you mean {}?", *near);
  if (const Key* key = find_anywhere(name))
    return fmt::format("unknown section, did you mean the key {} in section {}?", key->name,
                       key->section);
  return fmt::format("unknown section, expected one of {}", fmt::join(sections(), ", "));
}

}  // namespace nmf::config
