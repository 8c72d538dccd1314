#include "nmf/text/tokenizer.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "nmf/text/ascii_words.h"
#include "nmf/text/character_table.h"
#include "nmf/text/unicode.h"

namespace nmf::detail {

void Tokenizer::start(std::string_view text) {
  if (scan(text, lowercase_)) return;
  to_lower(text, special_);
  scan(special_, false);
}

/// False where only ICU can lower-case the text.
bool Tokenizer::scan(std::string_view text, bool lowercase) {
  // A character's lower case has at most half as many bytes again.
  const std::size_t room = text.size() + text.size() / 2 + kAsciiStep + kPadding;
  if (lowered_.size() < room) lowered_.resize(room);
  bits_.assign(room / 64 + 2, 0);
  size_ = position_ = 0;
  for (std::size_t at = 0; at < text.size();) {
    at += scan_ascii(text.substr(at), lowercase);
    if (!scan_others(text, at, lowercase)) return false;
  }
  return true;
}

/// Takes the ASCII at the front of `text`; returns its length.
std::size_t Tokenizer::scan_ascii(std::string_view text, bool lowercase) {
  std::size_t at = 0;
  while (at < text.size()) {
    const AsciiStep step = text.size() - at >= kAsciiStep
                               ? ascii_step(text.data() + at, lowercase, &lowered_[size_])
                               : ascii_last_step(text.substr(at), lowercase, &lowered_[size_]);
    mark(step.word_bits);
    size_ += step.length;
    at += step.length;
    if (step.length < kAsciiStep) break;
  }
  return at;
}

/// Takes the characters beyond ASCII from `at` on; false at one that only ICU can lower-case.
bool Tokenizer::scan_others(std::string_view text, std::size_t& at, bool lowercase) {
  const CharacterTable& table = character_table();
  while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80) {
    const std::size_t begin = at;
    const std::int32_t character = next_code_point(text, at);
    const auto c = static_cast<std::uint32_t>(character);
    const bool plane_0 = character >= 0 && c < CharacterTable::kSize;
    if (lowercase && plane_0 && CharacterTable::is_special(c)) return false;
    if (!(plane_0 ? table.word[c] : is_word(c))) {
      lowered_[size_++] = ' ';  // only its not being part of a word counts
      continue;
    }
    const std::size_t first = size_;
    if (lowercase) {
      write(plane_0 ? table.lower[c] : lower_of(c));
    } else {
      std::memcpy(&lowered_[size_], text.data() + begin, at - begin);
      size_ += at - begin;
    }
    const std::size_t end = size_;
    size_ = first;
    mark((std::uint64_t{1} << (end - first)) - 1);
    size_ = end;
  }
  return true;
}

/// Appends a character in UTF-8.
void Tokenizer::write(std::uint32_t c) {
  const auto put = [this](std::uint32_t byte) { lowered_[size_++] = static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0U | c >> 6U);
    put(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    put(0xE0U | c >> 12U);
    put(0x80U | (c >> 6U & 0x3FU));
    put(0x80U | (c & 0x3FU));
  } else {
    put(0xF0U | c >> 18U);
    put(0x80U | (c >> 12U & 0x3FU));
    put(0x80U | (c >> 6U & 0x3FU));
    put(0x80U | (c & 0x3FU));
  }
}

/// Sets the bits of the bytes from size_ on.
void Tokenizer::mark(std::uint64_t bits) {
  const std::size_t word = size_ / 64, shift = size_ % 64;
  bits_[word] |= bits << shift;
  if (shift > 64 - kAsciiStep) bits_[word + 1] |= bits >> (64 - shift);
}

bool Tokenizer::is_one_character(std::size_t begin, std::size_t end) const {
  const auto first = static_cast<unsigned char>(lowered_[begin]);
  const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  return end - begin <= length;
}

bool Tokenizer::next(std::string_view& token) {
  const std::uint64_t* const bits = bits_.data();
  const std::size_t words = size_ / 64 + 1;
  for (;;) {
    std::size_t word = position_ / 64;
    std::uint64_t ones = bits[word] & (~std::uint64_t{0} << (position_ % 64));
    while (ones == 0) {
      if (++word >= words) return false;
      ones = bits[word];
    }
    const auto bit = static_cast<std::size_t>(std::countr_zero(ones));
    const std::size_t begin = word * 64 + bit;
    std::uint64_t zeros = ~bits[word] & (~std::uint64_t{0} << bit);
    while (zeros == 0) zeros = ~bits[++word];  // ends: the last word of bits_ is zero
    const std::size_t end = word * 64 + static_cast<std::size_t>(std::countr_zero(zeros));
    position_ = end;
    if (is_one_character(begin, end)) continue;
    token = std::string_view(lowered_.data() + begin, end - begin);
    return true;
  }
}

}  // namespace nmf::detail
