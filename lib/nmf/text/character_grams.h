#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "nmf/text/preprocessor.h"
#include "nmf/text/token_source.h"

namespace nmf::detail {

/// Runs of `ngram_range` characters (code points), as scikit-learn's analyzers char and char_wb.
///
/// char: two or more blanks become one space, then every run of the text. char_wb: every run within
/// a word with one space on either side; a padded word no longer than the run counts once, whole.
/// Source: scikit-learn, _char_ngrams and _char_wb_ngrams.
class CharacterGrams : public TokenSource {
 public:
  explicit CharacterGrams(const VectorizerOptions& options);

  void start(std::string_view text) override;
  bool next(std::string_view& token) override;

 private:
  bool next_segment();
  bool first_of_length();

  Preprocessor preprocess_;
  bool in_words_;
  std::size_t least_;  // characters in a gram
  std::size_t most_;
  std::string buffer_;  // the document with its blanks squeezed; in_words_: " word word word "

  // Offsets in buffer_. A segment is what grams are taken from: all of it, or a word with its
  // spaces.
  std::size_t segment_begin_ = 0;
  std::size_t segment_end_ = 0;
  std::size_t length_ = 0;   // of the grams at present
  bool last_length_ = true;  // in this segment
  std::size_t begin_ = 0;    // the gram that `next` gave last
  std::size_t end_ = 0;
};

}  // namespace nmf::detail
