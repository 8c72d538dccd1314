#include "nmf/corpus/csv_reader.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nmf/core/error.h"
#include "nmf/core/plural.h"
#include "nmf/core/quote.h"
#include "nmf/core/utf8.h"
#include "nmf/corpus/csv_records.h"
#include "nmf/corpus/decode.h"
#include "nmf/corpus/record_field.h"
#include "nmf/corpus/source_files.h"

namespace nmf::detail {
namespace {

/// Where a file has what we want of it.
struct Columns {
  std::size_t fields = 0;  ///< in a record
  std::size_t text = 0;
  std::optional<std::size_t> id;
  std::optional<std::size_t> label;
};

std::size_t find_column(const CsvRecords& header, const std::vector<std::string>& names,
                        std::string_view field, std::string_view option) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] != field) continue;
    if (found) {
      throw IoError(fmt::format("{}: the header has the field {} twice; rename one or set {}",
                                header.here(), quote(field), option));
    }
    found = i;
  }
  if (!found) throw IoError(no_field(header.here(), field, "the header", names, option));
  return *found;
}

void decode_latin_1(std::string& name) {
  Document document;
  document.text = std::move(name);
  decode(document, TextEncoding::latin_1, DecodeError::strict);
  name = std::move(document.text);
}

Columns read_header(CsvRecords& records, const std::string& where, const CorpusOptions& options) {
  if (!records.next()) {
    throw IoError(where + ": is empty, expected a header that names the fields");
  }
  std::vector<std::string> names;
  for (std::size_t i = 0; i < records.size(); ++i) {
    names.emplace_back(records.field(i));
    if (options.encoding == TextEncoding::latin_1) decode_latin_1(names.back());
  }
  Columns columns;
  columns.fields = names.size();
  columns.text = find_column(records, names, options.text_field, "corpus.text_field");
  if (options.id_field) {
    columns.id = find_column(records, names, *options.id_field, "corpus.id_field");
  }
  if (options.label_field) {
    columns.label = find_column(records, names, *options.label_field, "corpus.label_field");
  }
  return columns;
}

class CsvReader : public DocumentReader {
 public:
  CsvReader(const CorpusOptions& options, char delimiter, const ProgressCallback& progress)
      : options_(options), delimiter_(delimiter), files_(options.path, progress) {}

  bool next(Document& document) override;
  void finish(Document& document) const override;

 private:
  bool next_record();
  void decode_field(std::string& bytes, const std::string& field, Document& document) const;

  CorpusOptions options_;
  char delimiter_;
  SourceFiles files_;
  std::optional<CsvRecords> records_;  // of the current file
  Columns columns_;
  std::int64_t documents_ = 0;
};

bool CsvReader::next_record() {
  while (!records_ || !records_->next()) {
    records_.reset();
    if (!files_.next()) return false;
    records_.emplace(files_.where(), files_.stream(), delimiter_, options_.max_document_bytes);
    columns_ = read_header(*records_, files_.where(), options_);
  }
  return true;
}

bool CsvReader::next(Document& document) {
  if (!next_record()) return false;
  document.where = records_->here();
  if (records_->size() != columns_.fields) {
    throw IoError(fmt::format("{}: {}, the header has {}", document.where,
                              plural(static_cast<std::int64_t>(records_->size()), "field"),
                              columns_.fields));
  }
  document.text = records_->field(columns_.text);
  document.name.id =
      columns_.id ? std::string(records_->field(*columns_.id)) : std::to_string(documents_);
  document.name.label = columns_.label ? records_->field(*columns_.label) : std::string_view();
  document.damaged = false;
  ++documents_;
  return true;
}

void CsvReader::decode_field(std::string& bytes, const std::string& field,
                             Document& document) const {
  Document part;
  part.text = std::move(bytes);
  // A field that is text already, the common case, needs no name for an error.
  if (options_.encoding == TextEncoding::latin_1 || !is_valid_utf8(part.text)) {
    part.where = fmt::format("{}: field {}", document.where, quote(field));
    decode(part, options_.encoding, options_.decode_error);
  }
  bytes = std::move(part.text);
  document.damaged = document.damaged || part.damaged;
}

void CsvReader::finish(Document& document) const {
  decode_field(document.text, options_.text_field, document);
  if (options_.id_field) decode_field(document.name.id, *options_.id_field, document);
  if (options_.label_field) decode_field(document.name.label, *options_.label_field, document);
}

}  // namespace

std::unique_ptr<DocumentReader> open_csv(const CorpusOptions& options, char delimiter,
                                         const ProgressCallback& progress) {
  return std::make_unique<CsvReader>(options, delimiter, progress);
}

}  // namespace nmf::detail
