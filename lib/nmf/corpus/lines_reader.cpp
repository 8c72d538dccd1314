#include "nmf/corpus/lines_reader.h"

#include <optional>

#include "nmf/core/error.h"
#include "nmf/corpus/decode.h"
#include "nmf/corpus/line_reader.h"
#include "nmf/corpus/source_files.h"
#include "nmf/corpus/source_path.h"

namespace nmf::detail {
namespace {

/// A number that counts in decimal digits, which is faster than to write each number out.
class DecimalCounter {
 public:
  [[nodiscard]] const std::string& digits() const { return digits_; }

  void increase() {
    for (auto digit = digits_.rbegin(); digit != digits_.rend(); ++digit) {
      if (*digit < '9') {
        ++*digit;
        return;
      }
      *digit = '0';
    }
    digits_.insert(digits_.begin(), '1');
  }

 private:
  std::string digits_ = "0";
};

class LinesReader : public DocumentReader {
 public:
  LinesReader(const CorpusOptions& options, const ProgressCallback& progress)
      : source_(source_name(options.path)),
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
    document.name.id.assign(id_.digits());
    id_.increase();
    document.name.label.clear();
    number_.increase();
    document.where.assign(where_).append(number_.digits());
    document.damaged = false;
    return true;
  }

  void finish(Document& document) const override { decode(document, encoding_, errors_); }

 private:
  bool next_file() {
    if (!files_.next()) {
      if (id_.digits() != "0") return false;
      throw IoError(source_ + ": has no line, so no document");
    }
    where_ = files_.where() + ':';
    number_ = {};
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
  DecimalCounter id_;      // of the next document
  DecimalCounter number_;  // of the last line
};

}  // namespace

std::unique_ptr<DocumentReader> open_lines(const CorpusOptions& options,
                                           const ProgressCallback& progress) {
  return std::make_unique<LinesReader>(options, progress);
}

}  // namespace nmf::detail
