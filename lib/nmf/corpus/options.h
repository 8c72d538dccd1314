#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nmf {

enum class CorpusFormat {
  automatic,
  newsgroups,
  folders,
  lines,
  csv,
  tsv,
  jsonl,
  ldac,
  uci,
  mtx,
  npz
};
/// Their names in a configuration and in messages, in that order.
inline constexpr std::array<std::string_view, 11> kCorpusFormatNames = {
    "auto", "newsgroups", "folders", "lines", "csv", "tsv", "jsonl", "ldac", "uci", "mtx", "npz"};
constexpr std::string_view format_name(CorpusFormat format) {
  return kCorpusFormatNames[static_cast<std::size_t>(format)];
}

enum class NewsgroupsSubset { train, test, all };
enum class NewsgroupsPart { headers, footers, quotes };
enum class TextEncoding { utf_8, latin_1 };
enum class DecodeError { strict, replace, ignore };
enum class MatrixValues { automatic, counts, weights };

/// Where documents come from and how their bytes become text.
struct CorpusOptions {
  /// File, folder, archive, or - for standard input. Required.
  std::string path = {};
  /// `automatic` decides by name, then by content.
  CorpusFormat format = CorpusFormat::automatic;
  /// newsgroups: which of the two halves "by date".
  NewsgroupsSubset subset = NewsgroupsSubset::train;
  /// newsgroups, folders: names of the groups to keep; none given keeps all.
  std::optional<std::vector<std::string>> categories = {};
  /// newsgroups: parts of each article that are cut away, by scikit-learn's rules.
  std::vector<NewsgroupsPart> remove = {};
  /// Encoding of the documents' bytes. A UTF-8 byte-order mark at the start of a file is not text.
  TextEncoding encoding = TextEncoding::utf_8;
  /// What happens to bytes that `encoding` does not allow: an error, U+FFFD, or nothing.
  DecodeError decode_error = DecodeError::strict;
  /// csv, tsv, jsonl: where a record has its text.
  std::string text_field = "text";
  /// csv, tsv, jsonl: where a record has its id; none: documents are numbered from 0.
  std::optional<std::string> id_field = {};
  /// csv, tsv, jsonl: where a record has its label; none: labels are empty.
  std::optional<std::string> label_field = {};
  /// ldac, uci, mtx, npz: path of the terms, one a line; line j (from 0) is the term of column j.
  std::string vocabulary = {};
  /// mtx, npz: occurrences, or finished weights; automatic: counts if all are whole numbers.
  MatrixValues values = MatrixValues::automatic;
  /// A text longer than this is refused.
  std::int64_t max_document_bytes = std::int64_t{64} << 20U;
};

}  // namespace nmf
