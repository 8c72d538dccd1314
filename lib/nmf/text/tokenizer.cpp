#include "nmf/text/tokenizer.h"

#include <algorithm>
#include <cstring>

#include "nmf/text/ascii_words.h"
#include "nmf/text/character_table.h"
#include "nmf/text/code_points.h"
#include "nmf/text/unicode.h"

namespace nmf::detail {
namespace {

/// next_code_point, with the commonest forms inline; beyond all code points where it is negative.
std::uint32_t next_character(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const auto goes_on = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80; };
  const std::uint32_t lead = byte(0);
  if (lead >= 0xC2 && lead < 0xE0 && text.size() - at >= 2 && goes_on(1)) {
    const std::uint32_t c = (lead & 0x1FU) << 6U | (byte(1) & 0x3FU);
    at += 2;
    return c;
  }
  // The second byte after 0xE0 and 0xED has a smaller range.
  if (lead > 0xE0 && lead < 0xF0 && lead != 0xED && text.size() - at >= 3 && goes_on(1) &&
      goes_on(2)) {
    const std::uint32_t c = (lead & 0xFU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
    at += 3;
    return c;
  }
  return static_cast<std::uint32_t>(next_code_point(text, at));
}

}  // namespace

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
  std::size_t run = size_;  // where the word characters written last begin
  while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80) {
    const std::size_t begin = at;
    const std::uint32_t c = next_character(text, at);
    const bool plane_0 = c < CharacterTable::kSize;
    if (lowercase && plane_0 && CharacterTable::is_special(c)) return false;
    const std::uint32_t lower = plane_0 ? table.lower[c] : is_word(c) ? lower_of(c) : 0;
    if (lower == 0) {
      mark_run(run);
      lowered_[size_++] = ' ';  // only its not being part of a word counts
      run = size_;
    } else if (lowercase) {
      size_ += write_utf8(lower, &lowered_[size_]);
    } else {
      std::memcpy(&lowered_[size_], text.data() + begin, at - begin);
      size_ += at - begin;
    }
  }
  mark_run(run);
  return true;
}

/// Sets the bits of the bytes from size_ on.
void Tokenizer::mark(std::uint64_t bits) {
  const std::size_t word = size_ / 64, shift = size_ % 64;
  bits_[word] |= bits << shift;
  if (shift > 64 - kAsciiStep) bits_[word + 1] |= bits >> (64 - shift);
}

/// Sets the bits of the bytes from `begin` to size_.
void Tokenizer::mark_run(std::size_t begin) {
  while (begin < size_) {
    const std::size_t shift = begin % 64, bits = std::min(size_ - begin, 64 - shift);
    bits_[begin / 64] |= ~std::uint64_t{0} >> (64 - bits) << shift;
    begin += bits;
  }
}

}  // namespace nmf::detail
