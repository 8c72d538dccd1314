#include "nmf/corpus/folders_reader.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "nmf/core/archive.h"
#include "nmf/core/decompress.h"
#include "nmf/core/error.h"
#include "nmf/core/quote.h"
#include "nmf/core/spool_file.h"
#include "nmf/corpus/decode.h"
#include "nmf/corpus/folder_listing.h"
#include "nmf/corpus/folders_layout.h"
#include "nmf/corpus/limits.h"
#include "nmf/corpus/source_files.h"
#include "nmf/corpus/source_path.h"

namespace nmf::detail {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse_changed(const std::string& source) {
  throw IoError(source + ": was changed while it was read; start again");
}

class FoldersReader : public DocumentReader {
 public:
  FoldersReader(std::vector<FolderPlace> places, const CorpusOptions& options)
      : places_(std::move(places)),
        encoding_(options.encoding),
        errors_(options.decode_error),
        max_bytes_(options.max_document_bytes) {}

  bool next(Document& document) override {
    if (next_ == places_.size()) return false;
    const FolderPlace& place = places_[next_++];
    document.name = {place.id(), place.label};
    document.damaged = false;
    load(place, document);
    return true;
  }

  void finish(Document& document) const override { decode_file(document, encoding_, errors_); }

  [[nodiscard]] std::int64_t size() const override {
    return static_cast<std::int64_t>(places_.size());
  }

 protected:
  /// Sets the text, as bytes, and where it comes from.
  virtual void load(const FolderPlace& place, Document& document) = 0;
  [[nodiscard]] std::int64_t max_bytes() const { return max_bytes_; }
  [[nodiscard]] std::int64_t given() const { return static_cast<std::int64_t>(next_); }

 private:
  std::vector<FolderPlace> places_;
  std::size_t next_ = 0;
  TextEncoding encoding_;
  DecodeError errors_;
  std::int64_t max_bytes_;
};

class OfAFolder : public FoldersReader {
 public:
  OfAFolder(std::vector<FolderPlace> places, const CorpusOptions& options,
            ProgressCallback progress)
      : FoldersReader(std::move(places), options),
        folder_(options.path),
        progress_(std::move(progress)) {}

 private:
  void load(const FolderPlace& place, Document& document) override {
    constexpr std::int64_t kReportEvery = 64;
    document.where = (folder_ / place.id()).string();
    DecompressedFile file(document.where);
    refuse_archive_inside(document.where, file.peek(kArchiveHead));
    read_document(file, document.where, max_bytes(), document.text);
    if (given() % kReportEvery == 0 || given() == size()) {
      report_progress(progress_, {"reading", given(), size(), "files"});
    }
  }

  fs::path folder_;
  ProgressCallback progress_;
};

/// Members that lie in the order of the documents.
class StreamedMembers : public FoldersReader {
 public:
  StreamedMembers(std::vector<FolderPlace> places, const CorpusOptions& options,
                  const ProgressCallback& progress)
      : FoldersReader(std::move(places), options),
        source_(source_name(options.path)),
        files_(options.path, progress, SourceFiles::Order::as_they_lie) {}

 private:
  void load(const FolderPlace& place, Document& document) override {
    bool there = true;
    for (; there && files_read_ <= place.listing; ++files_read_) there = files_.next();
    if (!there || !files_.name().ends_with(place.id())) refuse_changed(source_);
    document.where = files_.where();
    read_document(files_.stream(), document.where, max_bytes(), document.text);
  }

  std::string source_;
  SourceFiles files_;
  std::size_t files_read_ = 0;
};

/// A file of an archive; of those that are not wanted nothing is known.
struct Member {
  std::string where = {};
  SpoolFile::Place text = {};
};

/// The files of an archive as it lies, put aside on disk.
struct Members {
  std::vector<Member> all = {};
  SpoolFile texts = {};
};

/// Members that lie in another order than the documents.
class SpooledMembers : public FoldersReader {
 public:
  SpooledMembers(std::vector<FolderPlace> places, const CorpusOptions& options, Members members)
      : FoldersReader(std::move(places), options), members_(std::move(members)) {}

 private:
  void load(const FolderPlace& place, Document& document) override {
    Member& member = members_.all[place.listing];
    document.where = std::move(member.where);
    members_.texts.read(member.text, document.text);
  }

  Members members_;
};

std::vector<std::string> names_of(SourceFiles& files) {
  std::vector<std::string> names;
  while (files.next()) names.push_back(files.name());
  return names;
}

/// \param wanted  of each member, whether its bytes are; empty: all
Members read_members(SourceFiles& files, const std::vector<bool>& wanted, std::int64_t max_bytes,
                     std::vector<std::string>& names) {
  Members members;
  names.clear();
  for (std::string text; files.next();) {
    const std::size_t i = members.all.size();
    names.push_back(files.name());
    Member& member = members.all.emplace_back();
    if (!wanted.empty() && (i >= wanted.size() || !wanted[i])) continue;
    member.where = files.where();
    read_document(files.stream(), member.where, max_bytes, text);
    member.text = members.texts.write(text);
  }
  return members;
}

bool lie_in_order(const std::vector<FolderPlace>& places) {
  return std::is_sorted(
      places.begin(), places.end(),
      [](const FolderPlace& a, const FolderPlace& b) { return a.listing < b.listing; });
}

class Opener {
 public:
  Opener(const CorpusOptions& options, const ProgressCallback& progress)
      : options_(options), progress_(progress), source_(source_name(options.path)) {}

  std::unique_ptr<DocumentReader> of_a_folder() {
    return std::make_unique<OfAFolder>(places(files_below(options_.path, progress_), false),
                                       options_, progress_);
  }

  std::unique_ptr<DocumentReader> of_standard_input() {
    SourceFiles files(options_.path, progress_, SourceFiles::Order::as_they_lie);
    check_archive(files);
    std::vector<std::string> names;
    Members members = read_members(files, {}, options_.max_document_bytes, names);
    return std::make_unique<SpooledMembers>(places(names, true), options_, std::move(members));
  }

  std::unique_ptr<DocumentReader> of_an_archive() {
    const std::vector<std::string> names = listed();
    std::vector<FolderPlace> in_order = places(names, true);
    if (lie_in_order(in_order)) {
      return std::make_unique<StreamedMembers>(std::move(in_order), options_, progress_);
    }
    std::vector<bool> wanted(names.size(), false);
    for (const FolderPlace& place : in_order) wanted[place.listing] = true;
    SourceFiles files(options_.path, progress_, SourceFiles::Order::as_they_lie);
    std::vector<std::string> names_now;
    Members members = read_members(files, wanted, options_.max_document_bytes, names_now);
    if (names_now != names) refuse_changed(source_);
    return std::make_unique<SpooledMembers>(std::move(in_order), options_, std::move(members));
  }

 private:
  std::vector<std::string> listed() {
    SourceFiles files(options_.path, as_listing(progress_), SourceFiles::Order::as_they_lie);
    check_archive(files);
    return names_of(files);
  }

  void check_archive(const SourceFiles& files) const {
    if (files.is_archive()) return;
    throw IoError(source_ +
                  ": is neither a folder nor an archive, which corpus.format: folders needs");
  }

  std::vector<FolderPlace> places(const std::vector<std::string>& names, bool archive) const {
    auto found = places_in_folders(source_, names, archive, options_.categories);
    if (found.empty()) throw IoError(source_ + ": holds no document (hidden files are left out)");
    return found;
  }

  const CorpusOptions& options_;
  const ProgressCallback& progress_;
  std::string source_;
};

}  // namespace

std::unique_ptr<DocumentReader> open_folders(const CorpusOptions& options,
                                             const ProgressCallback& progress) {
  check_not_empty(options.categories);
  Opener opener(options, progress);
  if (options.path == kStandardInput) return opener.of_standard_input();
  std::error_code error;
  return fs::is_directory(options.path, error) ? opener.of_a_folder() : opener.of_an_archive();
}

}  // namespace nmf::detail
