#include "nmf/corpus/jsonl_reader.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"
#include "nmf/corpus/decode.h"
#include "nmf/corpus/json_record.h"
#include "nmf/corpus/line_reader.h"
#include "nmf/corpus/record_field.h"
#include "nmf/corpus/source_files.h"

namespace nmf::detail {
namespace {

constexpr std::string_view kBlanks = " \t\r";

/// A field that the options name.
struct Wanted {
  std::string_view option;
  std::string_view allowed;  ///< kinds of values, for messages
  bool (*is_allowed)(JsonKind kind);
};

bool is_scalar(JsonKind kind) {
  return kind == JsonKind::string || kind == JsonKind::number || kind == JsonKind::boolean;
}

constexpr Wanted kText = {"corpus.text_field", "a string",
                          [](JsonKind kind) { return kind == JsonKind::string; }};
constexpr Wanted kId = {"corpus.id_field", "a string, a number or a boolean", is_scalar};
constexpr Wanted kLabel = {"corpus.label_field", "a string, a number, a boolean or null",
                           [](JsonKind kind) { return is_scalar(kind) || kind == JsonKind::null; }};

class JsonlReader : public DocumentReader {
 public:
  JsonlReader(const CorpusOptions& options, const ProgressCallback& progress);

  bool next(Document& document) override;
  void finish(Document& document) const override;

 private:
  bool next_line(std::string_view& line);
  [[nodiscard]] JsonRecord parse(Document& document) const;
  [[nodiscard]] JsonRecord parse_exact(const Document& document) const;
  void check_value(std::size_t field, const JsonRecord& record, const Document& document) const;

  CorpusOptions options_;
  std::vector<Wanted> wanted_;       // what `next` and `finish` look for: the text first
  std::vector<std::string> fields_;  // their names
  SourceFiles files_;
  std::optional<LineReader> lines_;  // of the current file
  std::int64_t documents_ = 0;
};

JsonlReader::JsonlReader(const CorpusOptions& options, const ProgressCallback& progress)
    : options_(options), files_(options.path, progress) {
  wanted_.push_back(kText);
  fields_.push_back(options.text_field);
  if (options.id_field) {
    wanted_.push_back(kId);
    fields_.push_back(*options.id_field);
  }
  if (options.label_field) {
    wanted_.push_back(kLabel);
    fields_.push_back(*options.label_field);
  }
}

bool JsonlReader::next_line(std::string_view& line) {
  for (;;) {
    while (lines_ && lines_->next(line)) {
      if (line.find_first_not_of(kBlanks) != std::string_view::npos) return true;
    }
    lines_.reset();
    if (!files_.next()) return false;
    lines_.emplace(files_.where(), files_.stream(), options_.max_document_bytes);
  }
}

bool JsonlReader::next(Document& document) {
  std::string_view line;
  if (!next_line(line)) return false;
  document.where = lines_->here();
  document.text.reserve(line.size() + kJsonPadding);
  document.text = line;
  document.name.id = std::to_string(documents_++);
  document.name.label.clear();
  document.damaged = false;
  return true;
}

/// simdjson takes UTF-8 only and checks it, so a line is decoded first only where it has to be.
JsonRecord JsonlReader::parse(Document& document) const {
  JsonRecord record;
  if (options_.encoding == TextEncoding::utf_8) {
    if (read_json_record(document.text, fields_, record)) return record;
    decode(document, options_.encoding, options_.decode_error);
    if (!document.damaged) return parse_exact(document);
  } else {
    decode(document, options_.encoding, options_.decode_error);
  }
  if (read_json_record(document.text, fields_, record)) return record;
  return parse_exact(document);
}

JsonRecord JsonlReader::parse_exact(const Document& document) const {
  JsonRecord record;
  std::vector<std::string> names;
  JsonFault fault;
  if (!read_json_record_exact(document.text, fields_, record, names, fault)) {
    throw IoError(fmt::format("{}: column {}: invalid JSON: {}; expected one JSON object a line",
                              document.where, fault.column, fault.reason));
  }
  return record;
}

void JsonlReader::check_value(std::size_t field, const JsonRecord& record,
                              const Document& document) const {
  const JsonKind kind = record.values[field].kind;
  const Wanted& wanted = wanted_[field];
  if (wanted.is_allowed(kind)) return;
  if (kind != JsonKind::missing) {
    throw IoError(fmt::format("{}: field {} is {}, expected {}", document.where,
                              quote(fields_[field]), to_string(kind), wanted.allowed));
  }
  JsonRecord ignored;
  std::vector<std::string> names;
  JsonFault fault;
  read_json_record_exact(document.text, fields_, ignored, names, fault);
  throw IoError(no_field(document.where, fields_[field], "the record", names, wanted.option));
}

void JsonlReader::finish(Document& document) const {
  const std::string_view line = document.text;
  if (line[line.find_first_not_of(kBlanks)] == '[') {
    throw IoError(document.where +
                  ": a JSON array, expected one JSON object a line; take the array apart");
  }
  JsonRecord record = parse(document);
  if (record.kind != JsonKind::object) {
    throw IoError(fmt::format("{}: {}, expected one JSON object a line", document.where,
                              to_string(record.kind)));
  }
  for (std::size_t i = 0; i < wanted_.size(); ++i) check_value(i, record, document);
  document.text = std::move(record.values[0].text);
  std::size_t next = 1;
  if (options_.id_field) document.name.id = std::move(record.values[next++].text);
  if (options_.label_field) document.name.label = std::move(record.values[next].text);
}

}  // namespace

std::unique_ptr<DocumentReader> open_jsonl(const CorpusOptions& options,
                                           const ProgressCallback& progress) {
  return std::make_unique<JsonlReader>(options, progress);
}

}  // namespace nmf::detail
