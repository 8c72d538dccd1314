#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nmf {

/// A count and what it counts: "1 term", "0 terms", "2 terms".
/// \param noun  one whose plural has an s
std::string plural(std::int64_t count, std::string_view noun);

}  // namespace nmf
