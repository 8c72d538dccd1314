#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "nmf/text/preprocessor.h"
#include "nmf/text/token_source.h"

namespace nmf::detail {

/// What a token_pattern matches, or what its group does: Python's re.findall, by PCRE2 with its
/// just-in-time compiler. Empty matches are tokens too.
class PatternTokens : public TokenSource {
 public:
  /// Backtracking steps from one place: a second or so.
  static constexpr std::size_t kSteps = 10'000'000;

  /// \param steps  from one place; more where a long token needs more
  /// Throws ConfigError for a pattern that is none; see translate_python_pattern.
  explicit PatternTokens(const VectorizerOptions& options, std::size_t steps = kSteps);
  ~PatternTokens() override;

  void start(std::string_view text) override;

  /// Throws IoError where the pattern takes too much backtracking on the document.
  bool next(std::string_view& token) override;

 private:
  struct Matcher;
  [[noreturn]] void fail(int code) const;

  std::string pattern_;
  std::size_t steps_;
  Preprocessor preprocess_;
  std::unique_ptr<Matcher> matcher_;
  std::string_view text_;     // of the document, preprocessed
  std::size_t position_ = 0;  // where the next match may begin
  bool ascii_ = true;         // text_ is
  bool was_empty_ = false;    // the last match: the next one at its place is not
  bool done_ = true;
};

}  // namespace nmf::detail
