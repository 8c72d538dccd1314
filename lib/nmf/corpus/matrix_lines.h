#pragma once

#include <string>
#include <string_view>

#include "nmf/core/byte_progress.h"
#include "nmf/core/decompress.h"
#include "nmf/corpus/line_reader.h"

namespace nmf::detail {

/// The lines of a matrix that is a text file, plain or compressed, with progress.
class MatrixLines {
 public:
  MatrixLines(const std::string& path, const ProgressCallback& progress)
      : file_(path, progress), progress_(progress, file_.size()), lines_(file_.where(), file_) {}

  /// As LineReader::next. Throws Interrupted too.
  bool next(std::string_view& line) {
    const bool any = lines_.next(line);
    progress_.at(file_.position());
    return any;
  }

  [[nodiscard]] std::string here() const { return lines_.here(); }
  [[nodiscard]] std::int64_t number() const { return lines_.number(); }
  [[nodiscard]] std::int64_t file_bytes() { return file_.size(); }

 private:
  DecompressedFile file_;
  ByteProgress progress_;
  LineReader lines_;
};

}  // namespace nmf::detail
