#include "nmf/corpus/newsgroups_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/corpus/categories.h"
#include "nmf/corpus/decode.h"
#include "nmf/corpus/newsgroups_files.h"
#include "nmf/corpus/newsgroups_order.h"
#include "nmf/corpus/source_path.h"
#include "nmf/corpus/strip_newsgroup.h"

namespace nmf::detail {
namespace {

std::string without_parts(std::string text, const std::vector<NewsgroupsPart>& remove) {
  // scikit-learn's order, whatever the order of the list.
  const auto cuts = [&](NewsgroupsPart part) {
    return std::find(remove.begin(), remove.end(), part) != remove.end();
  };
  if (cuts(NewsgroupsPart::headers)) text = std::string(strip_newsgroup_header(text));
  if (cuts(NewsgroupsPart::footers)) text = std::string(strip_newsgroup_footer(text));
  if (cuts(NewsgroupsPart::quotes)) text = strip_newsgroup_quoting(text);
  return text;
}

class NewsgroupsReader : public DocumentReader {
 public:
  NewsgroupsReader(std::vector<Document> documents, CorpusOptions options)
      : documents_(std::move(documents)), options_(std::move(options)) {}

  bool next(Document& document) override {
    if (next_ == documents_.size()) return false;
    document = std::move(documents_[next_++]);
    return true;
  }

  void finish(Document& document) const override {
    decode_file(document, options_.encoding, options_.decode_error);
    document.text = without_parts(std::move(document.text), options_.remove);
  }

  [[nodiscard]] std::int64_t size() const override {
    return static_cast<std::int64_t>(documents_.size());
  }

 private:
  std::vector<Document> documents_;
  CorpusOptions options_;
  std::size_t next_ = 0;
};

/// Every article of the halves wanted; bytes only of the categories wanted.
struct Articles {
  std::vector<NewsgroupsPlace> places;
  std::vector<Document> documents;
};

Articles collect(const CorpusOptions& options, const ProgressCallback& progress) {
  Articles articles;
  const auto visit = [&](const NewsgroupsFile& file) {
    if (!is_in(file.place.half, options.subset)) return;
    articles.places.push_back(file.place);
    Document& document = articles.documents.emplace_back();
    if (!is_kept(file.place.group, options.categories)) return;
    document = {{file.place.id(), file.place.group}, file.bytes(), file.where};
  };
  visit_newsgroups(options.path, options.max_document_bytes, visit, progress);
  return articles;
}

void check_halves(const Articles& articles, const CorpusOptions& options) {
  for (const NewsgroupsHalf half : {NewsgroupsHalf::train, NewsgroupsHalf::test}) {
    if (!is_in(half, options.subset)) continue;
    const auto lies_there = [half](const NewsgroupsPlace& place) { return place.half == half; };
    if (std::any_of(articles.places.begin(), articles.places.end(), lies_there)) continue;
    const char* subset = options.subset == NewsgroupsSubset::train  ? "train"
                         : options.subset == NewsgroupsSubset::test ? "test"
                                                                    : "all";
    throw IoError(fmt::format("{}: holds no article {}/GROUP/NUMBER, which corpus.subset: {} needs",
                              source_name(options.path), folder_of(half), subset));
  }
}

std::set<std::string> groups_of(const Articles& articles) {
  std::set<std::string> groups;
  for (const NewsgroupsPlace& place : articles.places) groups.insert(place.group);
  return groups;
}

}  // namespace

std::unique_ptr<DocumentReader> open_newsgroups(const CorpusOptions& options,
                                                const ProgressCallback& progress) {
  check_not_empty(options.categories);
  Articles articles = collect(options, progress);
  check_halves(articles, options);
  check_categories(source_name(options.path), groups_of(articles), options.categories);
  std::vector<Document> documents;
  for (const std::size_t i : newsgroups_order(articles.places, options.categories)) {
    documents.push_back(std::move(articles.documents[i]));
  }
  return std::make_unique<NewsgroupsReader>(std::move(documents), options);
}

}  // namespace nmf::detail
