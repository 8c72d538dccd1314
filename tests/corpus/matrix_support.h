#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "nmf/core/error.h"
#include "nmf/corpus/reader.h"
#include "tests/support/archive_writer.h"

namespace nmf::test {

using Dense = std::vector<std::vector<double>>;

inline Dense dense(const CsrMatrix<double>& a) {
  Dense out(static_cast<std::size_t>(a.rows),
            std::vector<double>(static_cast<std::size_t>(a.columns)));
  for (std::size_t r = 0; r < out.size(); ++r) {
    for (auto i = static_cast<std::size_t>(a.row_start[r]);
         i < static_cast<std::size_t>(a.row_start[r + 1]); ++i)
      out[r][static_cast<std::size_t>(a.column[i])] = a.value[i];
  }
  return out;
}

/// Reads matrix files out of a folder that has the vocabulary `v.txt` of a, b, c, d.
class MatrixFolder {
 public:
  MatrixFolder() { write_file(folder_ / "v.txt", "a\nb\nc\nd\n"); }

  [[nodiscard]] CorpusOptions options(const std::string& name, CorpusFormat format,
                                      MatrixValues values = MatrixValues::automatic) const {
    return {.path = (folder_ / name).string(),
            .format = format,
            .vocabulary = (folder_ / "v.txt").string(),
            .values = values};
  }

  /// Reads `bytes` from a file of that name.
  MatrixCorpus read(std::string_view bytes, const std::string& name, CorpusFormat format,
                    MatrixValues values = MatrixValues::automatic) {
    write_file(folder_ / name, bytes);
    return read_matrix(options(name, format, values));
  }

  /// The IoError of `read`, without the folder; empty if it reads.
  std::string refusal(std::string_view bytes, const std::string& name, CorpusFormat format,
                      MatrixValues values = MatrixValues::automatic) {
    return without_folder(message_of<IoError>([&] { read(bytes, name, format, values); }));
  }

  [[nodiscard]] std::string without_folder(std::string message) const {
    const std::string prefix = folder_.path().string() + "/";
    for (auto at = message.find(prefix); at != std::string::npos; at = message.find(prefix))
      message.erase(at, prefix.size());
    return message;
  }

  [[nodiscard]] const TemporaryDirectory& folder() const { return folder_; }

 private:
  TemporaryDirectory folder_;
};

}  // namespace nmf::test
