#include "nmf/core/plural.h"

#include <fmt/format.h>

namespace nmf {

std::string plural(std::int64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace nmf
