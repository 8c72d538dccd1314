#pragma once

#include "nmf/core/utf8.h"
#include "nmf/corpus/reader.h"
#include "tests/fuzz/fuzz.h"

namespace nmf::fuzz {

/// Three bytes of the input: encoding, what damage becomes, and which fields and limit there are.
inline void choose_text_options(Input& input, CorpusOptions& options) {
  options.encoding = input.flip() ? TextEncoding::latin_1 : TextEncoding::utf_8;
  options.decode_error = static_cast<DecodeError>(input.choose(3));
  const unsigned fields = input.choose(8);
  if ((fields & 1U) != 0) options.id_field = "id";
  if ((fields & 2U) != 0) options.label_field = "label";
  if ((fields & 4U) != 0) options.max_document_bytes = 100;
}

/// Reads a corpus of text to its end: whatever came, every document is UTF-8 and within the limit.
inline void read_documents(const CorpusOptions& options) {
  const auto reader = open_documents(options);
  Document document;
  std::int64_t documents = 0;
  for (; reader->next(document); ++documents) {
    reader->finish(document);
    require(is_valid_utf8(document.text), "the text is UTF-8");
    require(!document.where.empty(), "a document says where it comes from");
    require(!document.name.id.empty() || options.id_field, "a document has a name");
  }
  require(reader->size() == 0 || reader->size() == documents, "the size is the number read");
}

}  // namespace nmf::fuzz
