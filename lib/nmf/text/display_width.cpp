#include "nmf/text/display_width.h"

#include <unicode/uchar.h>

#include "nmf/text/unicode.h"

namespace nmf {
namespace {

std::size_t width_of(std::int32_t code_point) {
  if (code_point < 0) return 1;
  constexpr std::uint32_t kWithout = U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK;
  if ((U_GET_GC_MASK(code_point) & kWithout) != 0 && code_point != 0xAD) return 0;
  const int wide = u_getIntPropertyValue(code_point, UCHAR_EAST_ASIAN_WIDTH);
  return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) width += width_of(detail::next_code_point(text, at));
  return width;
}

std::string cut_to_width(std::string_view text, std::size_t width) {
  constexpr std::string_view kDots = "...";
  if (display_width(text) <= width) return std::string(text);
  std::size_t room = width > kDots.size() ? width - kDots.size() : 0, end = 0;
  while (true) {
    std::size_t next = end;
    const std::size_t columns = width_of(detail::next_code_point(text, next));
    if (columns > room) break;
    room -= columns;
    end = next;
  }
  return std::string(text.substr(0, end)) + std::string(kDots.substr(0, width));
}

}  // namespace nmf
