#include "nmf/corpus/uci_reader.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"
#include "nmf/core/standard_input.h"
#include "nmf/corpus/coordinate_lines.h"
#include "nmf/corpus/line_reader.h"
#include "nmf/corpus/matrix_corpus.h"
#include "nmf/corpus/matrix_files.h"
#include "nmf/corpus/matrix_shape.h"
#include "nmf/corpus/number_words.h"
#include "nmf/corpus/source_path.h"
#include "nmf/corpus/vocabulary_file.h"

namespace nmf::detail {
namespace {

constexpr std::array<std::string_view, 5> kSuffixes = {"", ".gz", ".xz", ".zst", ".bz2"};

/// `vocab.NAME.txt` for `docword.NAME.txt[.gz]`; empty for a file of another name.
std::string sibling_name(const std::string& file) {
  constexpr std::string_view kPrefix = "docword.";
  if (!file.starts_with(kPrefix)) return {};
  std::string name = "vocab." + file.substr(kPrefix.size());
  for (const std::string_view suffix : kSuffixes) {
    if (!suffix.empty() && name.ends_with(suffix)) {
      name.resize(name.size() - suffix.size());
      break;
    }
  }
  return name;
}

struct Terms {
  std::string where;  // for errors
  std::vector<std::string> terms;
};

[[noreturn]] void fail_without_vocabulary(const std::string& found) {
  throw ConfigError(
      fmt::format("corpus.vocabulary: not given, and {}; corpus.format: uci needs the path of the "
                  "terms, one a line",
                  found));
}

Terms terms_beside(const std::string& path) {
  namespace fs = std::filesystem;
  const std::string name = sibling_name(fs::path(path).filename().string());
  for (const std::string_view suffix : kSuffixes) {
    const fs::path sibling = fs::path(path).parent_path() / (name + std::string(suffix));
    std::error_code error;
    if (!name.empty() && fs::is_regular_file(sibling, error))
      return {sibling.string(), read_vocabulary(sibling.string())};
  }
  fail_without_vocabulary(
      fmt::format("beside {} there is no {}", path,
                  name.empty() ? "vocab.NAME.txt for a docword.NAME.txt" : name));
}

Terms find_terms(const CorpusOptions& options, const ProgressCallback& progress) {
  if (!options.vocabulary.empty()) return {options.vocabulary, read_vocabulary(options.vocabulary)};
  if (options.path == kStandardInput) fail_without_vocabulary("standard input has none beside it");
  Terms found;
  SourceFiles files(options.path, progress, SourceFiles::Order::as_they_lie);
  if (files.is_one_file()) return terms_beside(options.path);
  while (files.next()) {
    if (!std::filesystem::path(files.name()).filename().string().starts_with("vocab.")) continue;
    if (!found.where.empty()) {
      fail_without_vocabulary(fmt::format("there are two, {} and {}", found.where, files.where()));
    }
    found = {files.where(), read_vocabulary(files.where(), files.stream())};
  }
  if (found.where.empty()) fail_without_vocabulary(options.path + " holds no vocab.NAME.txt");
  return found;
}

std::int64_t read_header(LineReader& lines, const std::string& path, std::string_view name) {
  std::string_view line;
  if (!lines.next(line)) {
    throw IoError(
        fmt::format("{}: ends before the line {}, expected the lines D (documents), W "
                    "(words) and NNZ (entries)",
                    path, name));
  }
  std::string_view rest = line;
  const auto number = parse_integer(next_word(rest));
  if (!number || *number < 0 || !is_blank(rest)) {
    throw IoError(fmt::format("{}: got {}, expected {}, a whole number alone on its line",
                              lines.here(), quote(line), name));
  }
  return *number;
}

/// \param rows_before  of the files before this one
CsrMatrix<double> read_file(MatrixFiles& file, std::int64_t rows_before, const Terms& terms,
                            std::int64_t max_line_bytes) {
  LineReader lines(file.where(), file.stream(), max_line_bytes);
  Triplets entries;
  entries.rows = read_header(lines, file.where(), "D (documents)");
  entries.columns = read_header(lines, file.where(), "W (words)");
  check_shape(file.where(), entries.rows, entries.columns, rows_before, file.opened_bytes());
  check_vocabulary(lines.here(), entries.columns, terms.where, terms.terms.size());
  const std::int64_t announced = read_header(lines, file.where(), "NNZ (entries)");
  const CoordinateRules rules{
      .row = "document", .column = "word", .least = 1, .values = MatrixValues::counts};
  read_coordinates(lines, rules, announced, lines.here(), entries);
  return to_csr(std::move(entries));
}

}  // namespace

MatrixCorpus read_uci(const CorpusOptions& options, const ProgressCallback& progress) {
  Terms terms = find_terms(options, progress);
  CsrMatrix<double> X;
  MatrixFiles files(options.path, CorpusFormat::uci, progress);
  while (files.next())
    append_rows(X, read_file(files, X.rows, terms, options.max_document_bytes), files.where());
  return make_matrix_corpus(source_name(options.path), std::move(X), std::move(terms.terms),
                            MatrixValues::counts);
}

}  // namespace nmf::detail
