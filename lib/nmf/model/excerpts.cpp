#include "nmf/model/excerpts.h"

#include <set>

#include "nmf/core/utf8.h"
#include "nmf/corpus/corpus_hash.h"

namespace nmf {
namespace {

constexpr std::int64_t kDocumentsPerReport = 256;

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace

std::string excerpt(std::string_view text, std::size_t characters) {
  std::string out;
  bool blank = false;  // stands before the next character
  for (std::size_t count = 0; !text.empty();) {
    const std::string_view next = text.substr(0, utf8_sequence_at(text).length);
    text.remove_prefix(next.size());
    if (is_blank(next[0])) {
      blank = !out.empty();
      continue;
    }
    count += blank ? 2 : 1;
    if (count > characters) return out + "...";
    if (blank) out += ' ';
    blank = false;
    out += next;
  }
  return out;
}

Excerpts read_excerpts(DocumentReader& documents, const std::vector<std::int64_t>& rows,
                       std::size_t characters, const ProgressCallback& progress) {
  const std::set<std::int64_t> wanted(rows.begin(), rows.end());
  Excerpts excerpts;
  CorpusHash hash;
  Document document;
  for (std::int64_t row = 0; documents.next(document); ++row) {
    documents.finish(document);
    hash.add(document.name.id, document.text);
    if (wanted.contains(row)) excerpts.texts[row] = excerpt(document.text, characters);
    if (row % kDocumentsPerReport == 0)
      report_progress(progress, {"reading excerpts", row, documents.size(), "documents"});
  }
  excerpts.corpus_sha256 = hash.hex();
  return excerpts;
}

}  // namespace nmf
