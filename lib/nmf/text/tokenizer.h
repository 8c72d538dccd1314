#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nmf/text/code_points.h"
#include "nmf/text/token_source.h"

namespace nmf::detail {

/// Splits text into tokens: maximal runs of at least two letters, numbers or underscores, the
/// meaning of scikit-learn's default pattern `(?u)\b\w\w+\b`, after lower-casing.
///
/// One pass over a document writes its lower case and a bit a byte, set where the byte belongs to a
/// word character; tokens are then runs of bits. ASCII takes sixteen bytes at a step, other
/// characters a table. The slow twin, ICU alone, is in the tests.
class Tokenizer final : public TokenSource {
 public:
  explicit Tokenizer(bool lowercase = true) : lowercase_(lowercase) {}

  /// Behind the start of every token at least kPadding bytes can be read.
  static constexpr std::size_t kPadding = 16;

  void start(std::string_view text) override;
  bool next(std::string_view& token) override;

 private:
  bool scan(std::string_view text, bool lowercase);
  std::size_t scan_ascii(std::string_view text, bool lowercase);
  bool scan_others(std::string_view text, std::size_t& at, bool lowercase);
  void mark(std::uint64_t bits);
  void mark_run(std::size_t begin);

  bool lowercase_;
  std::string special_;              // a document that ICU had to lower-case
  std::string lowered_;              // kept from document to document, so larger than the text
  std::vector<std::uint64_t> bits_;  // of lowered_
  std::size_t size_ = 0;             // bytes written to lowered_
  std::size_t position_ = 0;         // where `next` looks on
};

// Inline: called once a token.
inline bool Tokenizer::next(std::string_view& token) {
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
    if (end - begin <= sequence_length(lowered_[begin])) continue;  // one character
    token = std::string_view(lowered_.data() + begin, end - begin);
    return true;
  }
}

}  // namespace nmf::detail
