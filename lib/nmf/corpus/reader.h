#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "nmf/core/csr_matrix.h"
#include "nmf/core/progress.h"
#include "nmf/corpus/document.h"
#include "nmf/corpus/options.h"

namespace nmf {

/// A source of documents, read once from front to back. Holds few of them at a time, so a corpus
/// may be larger than the memory.
class DocumentReader {
 public:
  virtual ~DocumentReader() = default;

  /// Puts the next document into `document`, all of whose fields it sets; false at the end.
  /// What can be done later and side by side is left to `finish`.
  /// Throws IoError where the source can't be read or understood.
  virtual bool next(Document& document) = 0;

  /// Turns what `next` gave into the document: decodes its bytes, parses the record. Called once
  /// for each document, before it is used, by any thread and for many documents at once.
  /// Throws IoError where the document can't be understood.
  virtual void finish(Document& /*document*/) const {}

  /// Documents in all where the source knows, else 0.
  [[nodiscard]] virtual std::int64_t size() const { return 0; }
};

/// A corpus that comes as a matrix instead of text.
struct MatrixCorpus {
  CsrMatrix<double> X;   ///< [D, V]; counts: whole numbers >= 1; weights: finite and > 0
  bool weights = false;  ///< finished TF-IDF, which the vectorizer leaves as it is
  std::vector<std::string> vocabulary;  ///< [V], distinct
  std::vector<DocumentName> documents;  ///< [D]
  std::string sha256;                   ///< of ids and values as read, lower-case hex
};

/// A format and how it was told, for the eye: `format csv, by its name`.
struct FormatChoice {
  CorpusFormat format;
  std::string reason;
};

/// The format that `options.format` names, or what `path` is by its name, then by its content: of a
/// folder or archive 20 Newsgroups, files of records (csv, tsv, jsonl), else `folders`.
/// Throws IoError if the path can't be read or is nothing that a reader knows, ConfigError for
/// standard input without a format, which could be told only by reading it.
FormatChoice choose_format(const CorpusOptions& options);

/// choose_format without its reason.
CorpusFormat resolve_format(const CorpusOptions& options);

/// Whether a resolved format holds a matrix (read_matrix) rather than text (open_documents).
bool holds_matrix(CorpusFormat format);

/// Opens a corpus of text (newsgroups, folders, lines, csv, tsv, jsonl).
/// Throws IoError (missing, truncated or hostile file, unknown category, undecodable bytes),
/// ConfigError (options that contradict the format).
std::unique_ptr<DocumentReader> open_documents(const CorpusOptions& options,
                                               const ProgressCallback& progress = {});

/// Reads a corpus that is a matrix (ldac, uci, mtx, npz). Throws as open_documents.
MatrixCorpus read_matrix(const CorpusOptions& options, const ProgressCallback& progress = {});

}  // namespace nmf
