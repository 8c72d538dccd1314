#include "nmf/config/places.h"

#include <algorithm>

namespace nmf::config {

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80;  // no continuation
  }));
}

Places::Places(std::string_view text) : text_(text) {
  starts_.push_back(0);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') starts_.push_back(i + 1);
  }
}

Position Places::at(std::size_t offset) {
  offset = std::min(offset, text_.size());
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  const int line = static_cast<int>(after - starts_.begin());
  if (line != known_.line || offset < known_offset_) {
    known_ = {line, 1};
    known_offset_ = *(after - 1);
  }
  known_.column +=
      static_cast<int>(count_characters(text_.substr(known_offset_, offset - known_offset_)));
  known_offset_ = offset;
  return known_;
}

Position Places::at(int line, int byte) {
  const int last = static_cast<int>(starts_.size()) - 1;
  const auto row = static_cast<std::size_t>(std::clamp(line, 0, last));
  return at(starts_[row] + static_cast<std::size_t>(std::max(byte, 0)));
}

std::string_view Places::line(int number) const {
  if (number < 0 || number >= static_cast<int>(starts_.size())) return {};
  const std::string_view rest = text_.substr(starts_[static_cast<std::size_t>(number)]);
  return rest.substr(0, rest.find('\n'));
}

}  // namespace nmf::config
