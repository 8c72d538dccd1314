#include "nmf/text/icu_words.h"

#include <fmt/format.h>
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <limits>
#include <stdexcept>

#include "nmf/core/error.h"

namespace nmf::detail {
namespace {

void check(UErrorCode status) {
  if (U_SUCCESS(status)) return;
  throw std::runtime_error(fmt::format("ICU can't find words: {}", u_errorName(status)));
}

}  // namespace

struct IcuWords::Iterator {
  Iterator() {
    UErrorCode status = U_ZERO_ERROR;
    words.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    check(status);
  }
  ~Iterator() { utext_close(&text); }
  Iterator(const Iterator&) = delete;
  Iterator& operator=(const Iterator&) = delete;

  std::unique_ptr<icu::BreakIterator> words;
  UText text = UTEXT_INITIALIZER;
};

IcuWords::IcuWords(const VectorizerOptions& options)
    : preprocess_(options), iterator_(std::make_unique<Iterator>()) {}

IcuWords::~IcuWords() = default;

void IcuWords::start(std::string_view text) {
  text_ = preprocess_(text);
  constexpr std::size_t kLimit = std::numeric_limits<std::int32_t>::max();
  if (text_.size() > kLimit) {
    throw IoError(fmt::format(
        "a document of {} bytes: at most {} can be split with vectorizer.analyzer icu; split it",
        text_.size(), kLimit));
  }
  UErrorCode status = U_ZERO_ERROR;
  utext_openUTF8(&iterator_->text, text_.data(), static_cast<std::int64_t>(text_.size()), &status);
  check(status);
  iterator_->words->setText(&iterator_->text, status);
  check(status);
  iterator_->words->first();
}

bool IcuWords::next(std::string_view& token) {
  icu::BreakIterator& words = *iterator_->words;
  for (;;) {
    const std::int32_t begin = words.current();
    const std::int32_t end = words.next();
    if (end == icu::BreakIterator::DONE) return false;
    if (words.getRuleStatus() < UBRK_WORD_NONE_LIMIT) continue;
    token = text_.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
    return true;
  }
}

}  // namespace nmf::detail
