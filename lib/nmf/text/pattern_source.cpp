#include "nmf/text/pattern_source.h"

#include <fmt/format.h>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"
#include "nmf/core/utf8.h"
#include "nmf/text/code_points.h"

namespace nmf::detail {

PatternSource::PatternSource(std::string_view pattern) : pattern_(pattern) {
  if (valid_utf8_length(pattern) < pattern.size()) {
    throw ConfigError(
        fmt::format("vectorizer.token_pattern: got {}, which is not valid UTF-8; save it as UTF-8",
                    quote(pattern)));
  }
  for (std::size_t at = 0; at < pattern.size();) text_ += code_point_at(pattern, at);
  advance(0);
}

bool PatternSource::at_any(std::string_view characters) const {
  return !next_.escaped && next_.character < 0x80 &&
         characters.find(static_cast<char>(next_.character)) != std::string_view::npos;
}

PatternToken PatternSource::get() {
  const PatternToken token = next_;
  advance(behind_);
  return token;
}

bool PatternSource::take(char32_t character) {
  if (!at(character)) return false;
  advance(behind_);
  return true;
}

std::string PatternSource::take_while(std::size_t most, std::string_view characters) {
  std::string taken;
  while (taken.size() < most && at_any(characters)) taken += static_cast<char>(get().character);
  return taken;
}

std::u32string PatternSource::take_until(char32_t terminator, std::string_view what) {
  std::u32string taken;
  for (;;) {
    const PatternToken token = get();
    if (token == PatternToken{kEnd}) {
      if (taken.empty()) fail(fmt::format("missing {}", what));
      fail(fmt::format("missing {}, unterminated name", to_string({terminator})), taken.size());
    }
    if (token == PatternToken{terminator}) {
      if (taken.empty()) fail(fmt::format("missing {}", what), 1);
      return taken;
    }
    if (token.escaped) taken += U'\\';
    taken += token.character;
  }
}

void PatternSource::seek(std::size_t position) { advance(position); }

void PatternSource::fail(const std::string& what, std::size_t back) const {
  fail_at(what, position_ - back);
}

void PatternSource::fail_at(const std::string& what, std::size_t position) const {
  throw ConfigError(
      fmt::format("vectorizer.token_pattern: got {}: at {}: {}", quote(pattern_), position, what));
}

void PatternSource::advance(std::size_t position) {
  position_ = position;
  behind_ = position;
  next_ = {kEnd};
  if (position >= text_.size()) return;
  next_.character = text_[behind_++];
  if (next_.character != U'\\') return;
  if (behind_ == text_.size()) fail_at("bad escape (end of pattern)", behind_ - 1);
  next_ = {text_[behind_++], true};
}

std::string quote_code_points(std::u32string_view text) {
  std::string bytes;
  for (const char32_t c : text) append_utf8(c, bytes);
  return quote(bytes);
}

std::string to_string(PatternToken token) {
  std::string text = token.escaped ? "\\" : "";
  append_utf8(token.character, text);
  return text;
}

}  // namespace nmf::detail
