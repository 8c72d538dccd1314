#define PCRE2_CODE_UNIT_WIDTH 8
#include "nmf/text/pattern_tokens.h"

#include <fmt/format.h>
#include <pcre2.h>

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"
#include "nmf/core/utf8.h"
#include "nmf/text/python_pattern.h"

namespace nmf::detail {
namespace {

constexpr std::size_t kFirstStack = std::size_t{32} << 10U;
constexpr std::size_t kLargestStack = std::size_t{64} << 20U;
constexpr std::uint32_t kHeapKibibytes = std::uint32_t{64} << 10U;  // where no JIT compiler runs
constexpr std::size_t kStepsPerByte = 8;

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};

/// Never null: what PCRE2 could not allocate is an error.
template <class T>
T* allocated(T* object) {
  if (object == nullptr) throw std::bad_alloc();
  return object;
}

std::string message_of(int code) {
  std::array<unsigned char, 256> text{};
  pcre2_get_error_message(code, text.data(), text.size());
  return reinterpret_cast<const char*>(text.data());
}

PCRE2_SPTR bytes(std::string_view text) {
  return reinterpret_cast<PCRE2_SPTR>(text.empty() ? "" : text.data());
}

}  // namespace

struct PatternTokens::Matcher {
  using Code = std::unique_ptr<pcre2_code, Freed<pcre2_code_free>>;

  Code code;        // for any text
  Code ascii_code;  // for texts without a character beyond ASCII, several times faster
  std::unique_ptr<pcre2_match_data, Freed<pcre2_match_data_free>> match;
  std::unique_ptr<pcre2_match_context, Freed<pcre2_match_context_free>> context;
  std::unique_ptr<pcre2_jit_stack, Freed<pcre2_jit_stack_free>> stack;
  std::size_t group = 0;  // the one that is the token

  explicit Matcher(const std::string& pattern) {
    code = compile(pattern, false);
    ascii_code = compile(pattern, true);
    match.reset(allocated(pcre2_match_data_create(2, nullptr)));
    context.reset(allocated(pcre2_match_context_create(nullptr)));
    pcre2_set_heap_limit(context.get(), kHeapKibibytes);
    stack.reset(allocated(pcre2_jit_stack_create(kFirstStack, kLargestStack, nullptr)));
    pcre2_jit_stack_assign(context.get(), nullptr, stack.get());
  }

  Code compile(const std::string& pattern, bool ascii_text) {
    const PythonPattern translated = translate_python_pattern(pattern, ascii_text);
    group = static_cast<std::size_t>(translated.groups);
    const std::unique_ptr<pcre2_compile_context, Freed<pcre2_compile_context_free>> settings(
        allocated(pcre2_compile_context_create(nullptr)));
    pcre2_set_newline(settings.get(), PCRE2_NEWLINE_LF);
    pcre2_set_parens_nest_limit(settings.get(), 1000);  // the parser has a limit of its own
    std::uint32_t options = PCRE2_DOTALL | PCRE2_ALT_CIRCUMFLEX;
    if (!ascii_text) options |= PCRE2_UTF;
    // PCRE2 10.42's compiled scan for a match's first characters misses some behind (?>x+?).
    if (translated.atomic) options |= PCRE2_NO_START_OPTIMIZE;
    int error = 0;
    PCRE2_SIZE offset = 0;
    Code compiled(pcre2_compile(bytes(translated.pcre), translated.pcre.size(), options, &error,
                                &offset, settings.get()));
    if (!compiled) {
      throw ConfigError(fmt::format("vectorizer.token_pattern: got {}: beyond what PCRE2 takes: {}",
                                    quote(pattern), message_of(error)));
    }
    // Where machine code can't be made the interpreter does the same, slower.
    pcre2_jit_compile(compiled.get(), PCRE2_JIT_COMPLETE);
    return compiled;
  }
};

PatternTokens::PatternTokens(const VectorizerOptions& options, std::size_t steps)
    : pattern_(options.token_pattern),
      steps_(steps),
      preprocess_(options),
      matcher_(std::make_unique<Matcher>(pattern_)) {}

PatternTokens::~PatternTokens() = default;

void PatternTokens::start(std::string_view text) {
  text_ = preprocess_(text);
  ascii_ = ascii_length(text_) == text_.size();
  position_ = 0;
  was_empty_ = false;
  done_ = false;
  const std::size_t steps = std::min<std::size_t>(steps_ + kStepsPerByte * text_.size(),
                                                  std::numeric_limits<std::uint32_t>::max());
  pcre2_set_match_limit(matcher_->context.get(), static_cast<std::uint32_t>(steps));
}

bool PatternTokens::next(std::string_view& token) {
  if (done_) return false;
  // After an empty match Python looks for one that is not empty at the same place, then further on.
  const std::uint32_t options =
      PCRE2_NO_UTF_CHECK | (was_empty_ ? PCRE2_NOTEMPTY_ATSTART : std::uint32_t{0});
  const pcre2_code* const pattern = ascii_ ? matcher_->ascii_code.get() : matcher_->code.get();
  const int code = pcre2_match(pattern, bytes(text_), text_.size(), position_, options,
                               matcher_->match.get(), matcher_->context.get());
  if (code < 0) {
    done_ = true;
    if (code == PCRE2_ERROR_NOMATCH) return false;
    fail(code);
  }
  const PCRE2_SIZE* const offsets = pcre2_get_ovector_pointer(matcher_->match.get());
  position_ = offsets[1];
  was_empty_ = offsets[0] == offsets[1];
  const std::size_t group = matcher_->group;
  if (static_cast<std::size_t>(code) <= group || offsets[2 * group] == PCRE2_UNSET) {
    token = "";  // the group took no part
  } else {
    token = text_.substr(offsets[2 * group], offsets[2 * group + 1] - offsets[2 * group]);
  }
  return true;
}

void PatternTokens::fail(int code) const {
  switch (code) {
    case PCRE2_ERROR_MATCHLIMIT:
    case PCRE2_ERROR_DEPTHLIMIT:
    case PCRE2_ERROR_HEAPLIMIT:
    case PCRE2_ERROR_JIT_STACKLIMIT:
      throw IoError(fmt::format(
          "vectorizer.token_pattern: {} takes too much backtracking on a document of {} bytes; "
          "make its repeats exclude each other, or possessive (a++), or split the document",
          quote(pattern_), text_.size()));
    default:
      throw std::runtime_error(
          fmt::format("PCRE2 can't match {}: {}", quote(pattern_), message_of(code)));
  }
}

}  // namespace nmf::detail
