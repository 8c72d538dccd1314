#include "nmf/corpus/record_field.h"

#include <fmt/format.h>

#include <algorithm>

#include "nmf/core/quote.h"

namespace nmf::detail {

std::string no_field(std::string_view here, std::string_view field, std::string_view whose,
                     std::span<const std::string> names, std::string_view option) {
  std::string list;
  for (const std::string& name : names.first(std::min(names.size(), kMostListed))) {
    list += (list.empty() ? "" : ", ") + quote(name);
  }
  if (names.empty()) list = "none";
  if (names.size() > kMostListed) list += " and more";
  return fmt::format("{}: no field {}; {} has {}; set {}", here, quote(field), whose, list, option);
}

}  // namespace nmf::detail
