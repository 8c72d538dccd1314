#include "nmf/corpus/uci_reader.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"
#include "nmf/corpus/coordinate_lines.h"
#include "nmf/corpus/matrix_corpus.h"
#include "nmf/corpus/matrix_shape.h"
#include "nmf/corpus/number_words.h"
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

std::string vocabulary_path(const CorpusOptions& options) {
  namespace fs = std::filesystem;
  if (!options.vocabulary.empty()) return options.vocabulary;
  const fs::path path(options.path);
  const std::string name = sibling_name(path.filename().string());
  for (const std::string_view suffix : kSuffixes) {
    const fs::path sibling = path.parent_path() / (name + std::string(suffix));
    std::error_code error;
    if (!name.empty() && fs::is_regular_file(sibling, error)) return sibling.string();
  }
  throw ConfigError(fmt::format(
      "corpus.vocabulary: not given, and beside {} there is no {}; corpus.format: uci needs the "
      "path of the terms, one a line",
      options.path, name.empty() ? "vocab.NAME.txt for a docword.NAME.txt" : name));
}

std::int64_t read_header(MatrixLines& lines, const std::string& path, std::string_view name) {
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

}  // namespace

MatrixCorpus read_uci(const CorpusOptions& options, const ProgressCallback& progress) {
  const std::string terms = vocabulary_path(options);
  std::vector<std::string> vocabulary = read_vocabulary(terms);

  MatrixLines lines(options.path, progress);
  Triplets entries;
  entries.rows = read_header(lines, options.path, "D (documents)");
  entries.columns = read_header(lines, options.path, "W (words)");
  check_shape(options.path, entries.rows, entries.columns, lines.file_bytes());
  check_vocabulary(lines.here(), entries.columns, terms, vocabulary.size());
  const std::int64_t announced = read_header(lines, options.path, "NNZ (entries)");
  const CoordinateRules rules{
      .row = "document", .column = "word", .least = 1, .values = MatrixValues::counts};
  read_coordinates(lines, rules, announced, lines.here(), entries);
  return make_matrix_corpus(options.path, to_csr(std::move(entries)), std::move(vocabulary),
                            MatrixValues::counts);
}

}  // namespace nmf::detail
