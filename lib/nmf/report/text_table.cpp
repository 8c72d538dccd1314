#include "nmf/report/text_table.h"

#include <algorithm>

#include "nmf/text/display_width.h"

namespace nmf {
namespace {

std::string blanks(const std::string& text, std::size_t width) {
  const std::size_t taken = display_width(text);
  return std::string(width > taken ? width - taken : 0, ' ');
}

}  // namespace

std::string pad_right(const std::string& text, std::size_t width) {
  return text + blanks(text, width);
}

std::string pad_left(const std::string& text, std::size_t width) {
  return blanks(text, width) + text;
}

std::string listed(std::string_view head, const std::vector<std::string>& items,
                   std::size_t width) {
  const std::size_t indent = display_width(head);
  const std::size_t room = std::max(width, indent + 8) - indent;
  std::string out(head);
  std::size_t used = 0;  // columns behind the indent
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool last = i + 1 == items.size();
    std::string item = cut_to_width(items[i], room - 1);
    if (!last) item += ',';
    const std::size_t columns = display_width(item);
    if (used > 0 && used + 1 + columns > room) {
      out += '\n';
      out.append(indent, ' ');
      used = 0;
    }
    if (used > 0) out += ' ';
    out += item;
    used += columns + (used > 0 ? 1 : 0);
  }
  while (out.ends_with(' ')) out.pop_back();
  out += '\n';
  return out;
}

}  // namespace nmf
