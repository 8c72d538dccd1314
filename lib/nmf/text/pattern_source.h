#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace nmf::detail {

/// One character of a pattern, or two where the first is a backslash.
struct PatternToken {
  char32_t character;
  bool escaped = false;
  friend bool operator==(const PatternToken&, const PatternToken&) = default;
};

/// Reads a token_pattern token by token with one token of lookahead; positions count code points,
/// as those of Python's re.error do.
class PatternSource {
 public:
  static constexpr char32_t kEnd = 0xFFFFFFFF;

  /// Throws ConfigError where `pattern` is not UTF-8, or is a backslash alone.
  explicit PatternSource(std::string_view pattern);

  [[nodiscard]] PatternToken peek() const { return next_; }
  [[nodiscard]] bool at(char32_t character) const { return next_ == PatternToken{character}; }
  [[nodiscard]] bool at_end() const { return at(kEnd); }
  /// Whether the next token is one of these ASCII characters, unescaped.
  [[nodiscard]] bool at_any(std::string_view characters) const;

  PatternToken get();
  /// Takes the next token if it is `character`.
  bool take(char32_t character);
  /// Takes as many of `characters` as come, up to `most`.
  std::string take_while(std::size_t most, std::string_view characters);
  /// Takes a `what` that ends before `terminator`, which is taken too.
  std::u32string take_until(char32_t terminator, std::string_view what);

  /// Where the next token begins.
  [[nodiscard]] std::size_t position() const { return position_; }
  void seek(std::size_t position);

  /// Throws ConfigError: what is wrong with the pattern, `back` code points before the next token.
  [[noreturn]] void fail(const std::string& what, std::size_t back = 0) const;
  [[noreturn]] void fail_at(const std::string& what, std::size_t position) const;

 private:
  void advance(std::size_t position);

  std::string pattern_;
  std::u32string text_;
  PatternToken next_{kEnd};
  std::size_t position_ = 0;  // of next_
  std::size_t behind_ = 0;    // of next_
};

/// Code points as they may stand in a message.
std::string quote_code_points(std::u32string_view text);

/// A token as the pattern has it.
std::string to_string(PatternToken token);

}  // namespace nmf::detail
