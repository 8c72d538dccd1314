#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace nmf {

/// Splits text into tokens: maximal runs of at least two letters, numbers or underscores, the
/// meaning of scikit-learn's default pattern `(?u)\b\w\w+\b`, after lower-casing.
///
/// Works through one document at a time and needs its text once more in memory. Not for use by two
/// threads at once.
class Tokenizer {
 public:
  explicit Tokenizer(bool lowercase = true) : lowercase_(lowercase) {}

  /// Begins a document; `text` must outlive the reading of its tokens.
  /// ASCII takes a scan of its own, all else goes through ICU.
  void start(std::string_view text);

  /// The slow twin of `start`: everything goes through ICU.
  void start_unicode(std::string_view text);

  /// Moves to the next token; false at the end. The view is valid until the next `start`.
  bool next(std::string_view& token);

 private:
  bool next_ascii(std::string_view& token);

  bool lowercase_;
  bool ascii_ = true;
  std::string_view text_;     // what is scanned: the document, or lowered_ once ICU has filled it
  std::size_t position_ = 0;  // in text_
  std::string lowered_;       // kept from document to document
};

}  // namespace nmf
