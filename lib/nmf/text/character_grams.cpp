#include "nmf/text/character_grams.h"

#include "nmf/text/code_points.h"

namespace nmf::detail {
namespace {

/// Offset behind the blanks at `position`.
std::size_t skip_blanks(std::string_view text, std::size_t position) {
  for (std::size_t at = position; at < text.size(); position = at) {
    if (!is_blank(code_point_at(text, at))) break;
  }
  return position;
}

/// Offset of the first blank at or after `position`.
std::size_t skip_word(std::string_view text, std::size_t position) {
  for (std::size_t at = position; at < text.size(); position = at) {
    if (is_blank(code_point_at(text, at))) break;
  }
  return position;
}

/// `re.sub(r"\s\s+", " ", text)`: a blank that stands alone stays what it is.
void squeeze_blanks(std::string_view text, std::string& squeezed) {
  squeezed.clear();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t blank = skip_word(text, at);
    const std::size_t word = skip_blanks(text, blank);
    squeezed.append(text, at, blank - at);
    const bool alone = blank < word && blank + sequence_length(text[blank]) == word;
    if (alone) {
      squeezed.append(text, blank, word - blank);
    } else if (blank < word) {
      squeezed += ' ';
    }
    at = word;
  }
}

/// " " + " ".join(text.split()) + " "; neighbours share the space between them.
void pad_words(std::string_view text, std::string& padded) {
  padded.assign(1, ' ');
  for (std::size_t at = skip_blanks(text, 0); at < text.size();) {
    const std::size_t end = skip_word(text, at);
    padded.append(text, at, end - at);
    padded += ' ';
    at = skip_blanks(text, end);
  }
}

}  // namespace

CharacterGrams::CharacterGrams(const VectorizerOptions& options)
    : preprocess_(options),
      in_words_(options.analyzer == Analyzer::characters_in_words),
      least_(static_cast<std::size_t>(options.ngram_range[0])),
      most_(static_cast<std::size_t>(options.ngram_range[1])) {}

void CharacterGrams::start(std::string_view text) {
  const std::string_view document = preprocess_(text);
  if (in_words_) {
    pad_words(document, buffer_);
  } else {
    squeeze_blanks(document, buffer_);
  }
  segment_begin_ = segment_end_ = begin_ = end_ = 0;
  last_length_ = true;
}

bool CharacterGrams::next(std::string_view& token) {
  if (end_ < segment_end_) {
    begin_ += sequence_length(buffer_[begin_]);
    end_ += sequence_length(buffer_[end_]);
  } else if (last_length_ || !first_of_length()) {
    // A segment of char_wb always has a first gram, and char has one segment.
    if (!next_segment() || !first_of_length()) return false;
  }
  token = std::string_view(buffer_).substr(begin_, end_ - begin_);
  return true;
}

bool CharacterGrams::next_segment() {
  if (!in_words_) {
    if (segment_end_ == buffer_.size()) return false;
    segment_end_ = buffer_.size();
  } else {
    // The space that ended the last word begins this one.
    segment_begin_ = segment_end_ == 0 ? 0 : segment_end_ - 1;
    if (segment_begin_ + 1 == buffer_.size()) return false;
    segment_end_ = buffer_.find(' ', segment_begin_ + 1) + 1;
  }
  length_ = least_ - 1;
  return true;
}

/// Moves to the first gram of the next length; false where the segment has none.
bool CharacterGrams::first_of_length() {
  ++length_;
  begin_ = end_ = segment_begin_;
  std::size_t characters = 0;
  for (; characters < length_ && end_ < segment_end_; ++characters) {
    end_ += sequence_length(buffer_[end_]);
  }
  last_length_ = length_ == most_ || (in_words_ && end_ == segment_end_);
  if (characters == length_ || in_words_) return true;
  end_ = segment_end_;
  last_length_ = true;
  return false;
}

}  // namespace nmf::detail
