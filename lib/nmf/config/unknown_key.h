#pragma once

#include <string>
#include <string_view>

namespace nmf::config {

/// What to say about a name that the schema does not have, as it follows the name in an error
/// message: the nearest name, or all there are.
std::string unknown_key(std::string_view section, std::string_view name);
std::string unknown_section(std::string_view name);

}  // namespace nmf::config
