#pragma once

#include <memory>
#include <string>
#include <vector>

#include "nmf/core/csr_matrix.h"
#include "nmf/core/progress.h"
#include "nmf/corpus/document.h"
#include "nmf/corpus/options.h"

namespace nmf {

/// A source of documents, read once from front to back.
class DocumentReader {
 public:
  virtual ~DocumentReader() = default;

  /// Moves the next document into `document`; false at the end.
  /// Throws IoError where the source can't be read or understood.
  virtual bool next(Document& document) = 0;

  /// Documents in all where the source knows, else 0.
  [[nodiscard]] virtual std::int64_t size() const { return 0; }
};

/// A corpus that comes as word counts instead of text.
struct CountCorpus {
  CsrMatrix<std::int32_t> counts;       ///< [D, V], every stored value >= 1
  std::vector<std::string> vocabulary;  ///< [V], distinct
  std::vector<DocumentName> documents;  ///< [D]
  std::string sha256;                   ///< of ids and counts as read, lower-case hex
};

/// The format that `options.format` names, or what `path` is by its name, then by its content.
/// Throws IoError if the path can't be read or is nothing that a reader knows.
CorpusFormat resolve_format(const CorpusOptions& options);

/// Whether a resolved format holds word counts (read_counts) rather than text (open_documents).
bool holds_counts(CorpusFormat format);

/// Opens a corpus of text (newsgroups).
/// Throws IoError (missing, truncated or hostile file, unknown category, undecodable bytes),
/// ConfigError (options that contradict the format).
std::unique_ptr<DocumentReader> open_documents(const CorpusOptions& options,
                                               const ProgressCallback& progress = {});

/// Reads a corpus of counts (ldac). Throws as open_documents.
CountCorpus read_counts(const CorpusOptions& options, const ProgressCallback& progress = {});

}  // namespace nmf
