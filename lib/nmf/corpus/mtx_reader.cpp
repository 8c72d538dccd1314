#include "nmf/corpus/mtx_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"
#include "nmf/corpus/coordinate_lines.h"
#include "nmf/corpus/line_reader.h"
#include "nmf/corpus/matrix_corpus.h"
#include "nmf/corpus/matrix_files.h"
#include "nmf/corpus/matrix_shape.h"
#include "nmf/corpus/number_words.h"
#include "nmf/corpus/source_path.h"

namespace nmf::detail {
namespace {

std::string lower_case(std::string_view word) {
  std::string out(word);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

/// The next word of the first line, which must be one of `allowed`.
std::string read_kind(std::string_view& rest, std::string_view what,
                      std::initializer_list<std::string_view> allowed, const std::string& here) {
  std::string word = lower_case(next_word(rest));
  if (std::find(allowed.begin(), allowed.end(), word) == allowed.end()) {
    throw IoError(fmt::format("{}: got {} for the {}, expected {}", here, quote(word), what,
                              fmt::join(allowed, ", ")));
  }
  return word;
}

/// \return the field: real, integer or pattern
std::string read_banner(LineReader& lines, const std::string& path) {
  std::string_view line;
  const bool any = lines.next(line);
  std::string_view rest = line;
  if (!any || lower_case(next_word(rest)) != "%%matrixmarket") {
    throw IoError(
        fmt::format("{}: got {}, expected a Matrix Market file, which begins with "
                    "%%MatrixMarket",
                    any ? lines.here() : path, quote(line)));
  }
  read_kind(rest, "object", {"matrix"}, lines.here());
  read_kind(rest, "storage", {"coordinate"}, lines.here());
  std::string field = read_kind(rest, "field", {"real", "integer", "pattern"}, lines.here());
  read_kind(rest, "symmetry", {"general"}, lines.here());
  return field;
}

std::array<std::int64_t, 3> read_sizes(LineReader& lines, const std::string& path) {
  std::string_view line;
  do {
    if (!lines.next(line)) throw IoError(path + ": ends before the line ROWS COLUMNS ENTRIES");
  } while (is_blank(line) || line.starts_with('%'));
  std::string_view rest = line;
  std::array<std::int64_t, 3> sizes{};
  bool fits = true;
  for (std::int64_t& size : sizes) {
    const auto number = parse_integer(next_word(rest));
    fits = fits && number && *number >= 0;
    size = number.value_or(0);
  }
  if (!fits || !is_blank(rest)) {
    throw IoError(
        fmt::format("{}: got {}, expected ROWS COLUMNS ENTRIES", lines.here(), quote(line)));
  }
  return sizes;
}

/// \param rows_before  of the files before this one
CsrMatrix<double> read_file(MatrixFiles& file, std::int64_t rows_before,
                            const CorpusOptions& options, std::size_t terms) {
  LineReader lines(file.where(), file.stream(), options.max_document_bytes);
  const std::string field = read_banner(lines, file.where());
  const auto [rows, columns, announced] = read_sizes(lines, file.where());
  check_shape(lines.here(), rows, columns, rows_before, file.opened_bytes());
  check_vocabulary(lines.here(), columns, options.vocabulary, terms);

  Triplets entries{.rows = rows, .columns = columns, .row = {}, .column = {}, .value = {}};
  const CoordinateRules rules{.row = "row",
                              .column = "column",
                              .has_value = field != "pattern",
                              .whole = field == "integer",
                              .values = options.values};
  read_coordinates(lines, rules, announced, lines.here(), entries);
  return to_csr(std::move(entries));
}

}  // namespace

MatrixCorpus read_mtx(const CorpusOptions& options, const ProgressCallback& progress) {
  std::vector<std::string> vocabulary = required_vocabulary(options, "mtx");
  CsrMatrix<double> X;
  MatrixFiles files(options.path, CorpusFormat::mtx, progress);
  while (files.next())
    append_rows(X, read_file(files, X.rows, options, vocabulary.size()), files.where());
  return make_matrix_corpus(source_name(options.path), std::move(X), std::move(vocabulary),
                            options.values);
}

}  // namespace nmf::detail
