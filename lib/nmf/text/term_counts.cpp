#include "nmf/text/term_counts.h"

#include <string_view>

#include "nmf/corpus/corpus_hash.h"
#include "nmf/text/tokenizer.h"

namespace nmf::detail {
namespace {

constexpr std::int64_t kDocumentsPerReport = 256;

/// Adds rows to the matrix of counts, one token after the other.
class RowCounter {
 public:
  explicit RowCounter(CsrMatrix<double>& counts) : counts_(counts) {}

  void add(std::int32_t column) {
    const auto c = static_cast<std::size_t>(column);
    if (c >= entry_of_column_.size()) entry_of_column_.resize(c + 1, -1);
    std::int64_t& entry = entry_of_column_[c];
    if (entry >= counts_.row_start.back()) {
      ++counts_.value[static_cast<std::size_t>(entry)];
      return;
    }
    entry = counts_.stored();
    counts_.column.push_back(column);
    counts_.value.push_back(1);
  }

  void end_row() {
    ++counts_.rows;
    counts_.row_start.push_back(counts_.stored());
  }

 private:
  CsrMatrix<double>& counts_;
  // Where each column was last stored: in the current row if not before its beginning.
  std::vector<std::int64_t> entry_of_column_;
};

}  // namespace

TermCounts count_terms(DocumentReader& reader, const std::vector<std::string>& stop_words,
                       const VectorizerOptions& options, const ProgressCallback& progress) {
  TermCounts result;
  // Interned first, stop words have the lowest numbers: one lookup tells a token and its fate.
  for (const std::string& word : stop_words) result.terms.intern(word);
  result.stop_words = result.terms.size();

  Tokenizer tokenizer(options.lowercase);
  RowCounter counter(result.counts);
  CorpusHash hash;
  const auto report = [&] {
    report_progress(progress, {"vectorizing", result.counts.rows, reader.size(), "documents"});
  };
  for (Document document; reader.next(document);) {
    reader.finish(document);
    hash.add(document.name.id, document.text);
    tokenizer.start(document.text);
    for (std::string_view token; tokenizer.next(token);) {
      const std::int32_t id = result.terms.intern(token);
      if (id < result.stop_words) {
        ++result.stop_tokens;
      } else {
        counter.add(id);
      }
    }
    counter.end_row();
    result.documents.push_back(std::move(document.name));
    if (result.counts.rows % kDocumentsPerReport == 0) report();
  }
  report();
  result.counts.columns = result.terms.size();
  result.corpus_sha256 = hash.hex();
  return result;
}

}  // namespace nmf::detail
