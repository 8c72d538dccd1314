#include "nmf/corpus/lines_reader.h"

#include <array>
#include <charconv>
#include <optional>

#include "nmf/core/error.h"
#include "nmf/core/standard_input.h"
#include "nmf/corpus/decode.h"
#include "nmf/corpus/line_reader.h"
#include "nmf/corpus/source_files.h"

namespace nmf::detail {
namespace {

void append_number(std::int64_t number, std::string& text) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  text.append(digits.data(), end);
}

class LinesReader : public DocumentReader {
 public:
  LinesReader(const CorpusOptions& options, const ProgressCallback& progress)
      : source_(options.path == kStandardInput ? "standard input" : options.path),
        files_(options.path, progress),
        encoding_(options.encoding),
        errors_(options.decode_error),
        max_bytes_(options.max_document_bytes) {}

  // Assigns, so that the strings of a document that is used again keep their memory.
  bool next(Document& document) override {
    std::string_view line;
    while (!lines_ || !lines_->next(line)) {
      if (!next_file()) return false;
    }
    document.text.assign(line);
    document.name.id.clear();
    append_number(count_++, document.name.id);
    document.name.label.clear();
    document.where.assign(where_);
    append_number(lines_->number(), document.where);
    document.damaged = false;
    return true;
  }

  void finish(Document& document) const override { decode(document, encoding_, errors_); }

 private:
  bool next_file() {
    if (!files_.next()) {
      if (count_ > 0) return false;
      throw IoError(source_ + ": has no line, so no document");
    }
    where_ = files_.where() + ':';
    lines_.emplace(files_.where(), files_.stream(), max_bytes_);
    return true;
  }

  std::string source_;
  SourceFiles files_;
  std::optional<LineReader> lines_;
  std::string where_;  // of the current file, with a colon
  TextEncoding encoding_;
  DecodeError errors_;
  std::int64_t max_bytes_;
  std::int64_t count_ = 0;
};

}  // namespace

std::unique_ptr<DocumentReader> open_lines(const CorpusOptions& options,
                                           const ProgressCallback& progress) {
  return std::make_unique<LinesReader>(options, progress);
}

}  // namespace nmf::detail
