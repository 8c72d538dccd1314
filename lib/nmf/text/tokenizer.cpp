#include "nmf/text/tokenizer.h"

#include <array>

#include "nmf/text/unicode.h"

namespace nmf {
namespace {

/// A word character's own value or its lower case; 0 for every other byte.
constexpr std::array<char, 256> make_table(bool lowercase) {
  std::array<char, 256> table{};
  for (char c = '0'; c <= '9'; ++c) table[static_cast<unsigned char>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) table[static_cast<unsigned char>(c)] = c;
  for (char c = 'A'; c <= 'Z'; ++c) {
    table[static_cast<unsigned char>(c)] = lowercase ? static_cast<char>(c - 'A' + 'a') : c;
  }
  table['_'] = '_';
  return table;
}

constexpr std::array<char, 256> kLowered = make_table(true);
constexpr std::array<char, 256> kAsGiven = make_table(false);

}  // namespace

void Tokenizer::start(std::string_view text) {
  if (!detail::is_ascii(text)) {
    start_unicode(text);
    return;
  }
  ascii_ = true;
  text_ = text;
  position_ = 0;
  if (lowered_.size() < text.size()) lowered_.resize(text.size());
}

void Tokenizer::start_unicode(std::string_view text) {
  ascii_ = false;
  text_ = text;
  position_ = 0;
  if (lowercase_) {
    detail::to_lower(text, lowered_);
    text_ = lowered_;
  }
}

bool Tokenizer::next(std::string_view& token) {
  if (ascii_) return next_ascii(token);
  token = detail::next_word(text_, position_);
  return !token.empty();
}

bool Tokenizer::next_ascii(std::string_view& token) {
  const std::array<char, 256>& table = lowercase_ ? kLowered : kAsGiven;
  const char* const text = text_.data();
  const std::size_t size = text_.size();
  char* const lowered = lowered_.data();
  std::size_t at = position_;
  const auto word_character = [&](std::size_t i) {
    return table[static_cast<unsigned char>(text[i])];
  };
  while (at < size) {
    while (at < size && word_character(at) == 0) ++at;
    const std::size_t begin = at;
    for (char c = 0; at < size && (c = word_character(at)) != 0; ++at) lowered[at] = c;
    if (at - begin >= 2) {
      token = std::string_view(lowered + begin, at - begin);
      position_ = at;
      return true;
    }
  }
  position_ = at;
  return false;
}

}  // namespace nmf
