#include "nmf/model/matrix_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "nmf/core/error.h"
#include "nmf/core/safetensors.h"
#include "nmf/core/safetensors_reader.h"

namespace nmf {
namespace {

using Path = std::filesystem::path;

void write_wide(std::span<const std::int32_t> values, const ByteSink& sink) {
  std::array<std::int64_t, 4096> block{};
  while (!values.empty()) {
    const std::size_t count = std::min(values.size(), block.size());
    std::copy_n(values.begin(), count, block.begin());
    sink(std::as_bytes(std::span(block).first(count)));
    values = values.subspan(count);
  }
}

[[noreturn]] void fail(const Path& path, const std::string& what) {
  throw ModelError(fmt::format("{}: {}", path.string(), what));
}

template <typename T>
std::vector<T> read_all(SafetensorsFile& file, const std::string& name, std::int64_t size) {
  std::vector<T> values = file.read_vector<T>(name);
  if (std::ssize(values) != size)
    fail(file.path(), fmt::format("{}: got {} values, expected {}", name, values.size(), size));
  return values;
}

/// Throws unless the columns of each row rise and are columns of X.
void check_rows(const Path& path, const CsrMatrix<double>& X,
                const std::vector<std::int64_t>& columns) {
  const auto& start = X.row_start;
  if (start.front() != 0 || start.back() != std::ssize(columns) ||
      !std::is_sorted(start.begin(), start.end()))
    fail(path, "row_start: does not cut the stored values into rows");
  for (std::size_t r = 0; r + 1 < start.size(); ++r) {
    std::int64_t before = -1;
    for (auto i = static_cast<std::size_t>(start[r]); i < static_cast<std::size_t>(start[r + 1]);
         ++i) {
      if (columns[i] <= before || columns[i] >= X.columns)
        fail(path, fmt::format("column: got {} in row {}, expected {} .. {}", columns[i], r,
                               before + 1, X.columns - 1));
      before = columns[i];
    }
  }
}

}  // namespace

void write_matrix(const Path& path, const Tfidf& tfidf) {
  const CsrMatrix<double>& X = tfidf.X;
  write_safetensors(path, {vector_tensor("row_start", X.row_start),
                           {"column",
                            TensorType::int64,
                            {X.stored()},
                            [&](const ByteSink& sink) { write_wide(X.column, sink); }},
                           vector_tensor("value", X.value),
                           vector_tensor("idf", tfidf.idf),
                           vector_tensor("document_length", tfidf.document_length),
                           vector_tensor("term_frequency", tfidf.term_frequency),
                           vector_tensor("document_frequency", tfidf.document_frequency)});
}

void read_matrix(const Path& path, Tfidf& tfidf) {
  SafetensorsFile file(path.string());
  const std::int64_t D = std::ssize(tfidf.documents), V = std::ssize(tfidf.vocabulary);
  CsrMatrix<double>& X = tfidf.X;
  X.rows = D;
  X.columns = V;
  X.row_start = read_all<std::int64_t>(file, "row_start", D + 1);
  X.value = file.read_vector<double>("value");
  const auto columns = read_all<std::int64_t>(file, "column", X.stored());
  check_rows(path, X, columns);
  X.column.assign(columns.begin(), columns.end());
  tfidf.idf = read_all<double>(file, "idf", V);
  tfidf.document_length = read_all<std::int64_t>(file, "document_length", D);
  tfidf.term_frequency = read_all<std::int64_t>(file, "term_frequency", V);
  tfidf.document_frequency = read_all<std::int64_t>(file, "document_frequency", V);
}

}  // namespace nmf
