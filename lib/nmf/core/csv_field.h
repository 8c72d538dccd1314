#pragma once

#include <string>
#include <string_view>

namespace nmf {

/// A field of a csv record by RFC 4180: as it is, or in quotes, its own doubled, where it holds a
/// comma, a quote or a line end.
std::string csv_field(std::string_view text);

}  // namespace nmf
