#pragma once

#include <optional>
#include <string>
#include <vector>

namespace nmf {

enum class CorpusFormat { automatic, newsgroups, ldac };
enum class NewsgroupsSubset { train, test, all };
enum class NewsgroupsPart { headers, footers, quotes };
enum class TextEncoding { utf_8, latin_1 };
enum class DecodeError { strict, replace, ignore };

/// Where documents come from and how their bytes become text.
struct CorpusOptions {
  /// File, folder or archive. Required.
  std::string path = {};
  /// `automatic` decides by name, then by content.
  CorpusFormat format = CorpusFormat::automatic;
  /// newsgroups: which of the two halves "by date".
  NewsgroupsSubset subset = NewsgroupsSubset::train;
  /// newsgroups: names of the groups to keep; none given keeps all.
  std::optional<std::vector<std::string>> categories = {};
  /// newsgroups: parts of each article that are cut away, by scikit-learn's rules.
  std::vector<NewsgroupsPart> remove = {};
  /// Encoding of the documents' bytes. A UTF-8 byte-order mark at the start of a file is not text.
  TextEncoding encoding = TextEncoding::utf_8;
  /// What happens to bytes that `encoding` does not allow: an error, U+FFFD, or nothing.
  DecodeError decode_error = DecodeError::strict;
  /// ldac: path of the terms, one a line; line j (from 0) is the term with index j. Required there.
  std::string vocabulary = {};
};

}  // namespace nmf
