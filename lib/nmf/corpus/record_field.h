#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace nmf::detail {

/// So many names at most stand in a message.
constexpr std::size_t kMostListed = 30;

/// What to say where a record or header has no field of the wanted name:
/// `HERE: no field 'x'; WHOSE has 'a', 'b'; set OPTION`.
std::string no_field(std::string_view here, std::string_view field, std::string_view whose,
                     std::span<const std::string> names, std::string_view option);

}  // namespace nmf::detail
