#include "nmf/corpus/newsgroups_files.h"

#include <filesystem>
#include <optional>
#include <system_error>
#include <vector>

#include "nmf/core/archive.h"
#include "nmf/core/error.h"
#include "nmf/core/input_file.h"
#include "nmf/core/quote.h"
#include "nmf/core/standard_input.h"
#include "nmf/corpus/folder_listing.h"
#include "nmf/corpus/limits.h"
#include "nmf/corpus/source_path.h"

namespace nmf::detail {
namespace {

namespace fs = std::filesystem;

void visit_archive(const std::string& path, std::int64_t max_document_bytes,
                   const NewsgroupsVisitor& visit, const ProgressCallback& progress) {
  const std::string source = source_name(path);
  ArchiveReader archive(path, progress);
  std::optional<std::string> root;
  while (archive.next()) {
    const auto place = parse_place(source, archive.member());
    if (!place) continue;
    check_file_name(source, archive.member());
    const std::string where = source + ": member " + quote(archive.member());
    if (root.value_or(place->root) != place->root) {
      throw IoError(where + ": 20 Newsgroups lies in two places of the archive; keep one");
    }
    root = place->root;
    visit({*place, where, [&] {
             MemberStream member(archive);
             std::string text;
             read_document(member, where, max_document_bytes, text);
             text.shrink_to_fit();  // it is kept
             return text;
           }});
  }
}

std::string read_article(const std::string& path, std::int64_t max_document_bytes) {
  InputFile file(path);
  std::string text;
  read_document(file, path, max_document_bytes, text);
  text.shrink_to_fit();  // it is kept
  return text;
}

void check_article(const fs::path& path) {
  check_file_name(path.parent_path().parent_path().string(),
                  path.parent_path().filename().string());
  check_file_name(path.parent_path().string(), path.filename().string());
  std::error_code error;
  if (!fs::is_regular_file(path, error)) {
    throw IoError(path.string() +
                  ": is not a regular file; the folder of a group holds only articles");
  }
}

std::vector<NewsgroupsPlace> places_in(const fs::path& root) {
  std::vector<NewsgroupsPlace> places;
  for (const NewsgroupsHalf half : {NewsgroupsHalf::train, NewsgroupsHalf::test}) {
    const fs::path folder = root / folder_of(half);
    std::error_code error;
    if (!fs::is_directory(folder, error)) continue;
    for (const std::string& group : sorted_names(folder)) {
      if (!fs::is_directory(folder / group, error)) continue;
      for (const std::string& number : sorted_names(folder / group)) {
        check_article(folder / group / number);
        places.push_back({"", half, group, number});
      }
    }
  }
  return places;
}

void visit_folder(const std::string& path, std::int64_t max_document_bytes,
                  const NewsgroupsVisitor& visit, const ProgressCallback& progress) {
  constexpr std::int64_t kReportEvery = 256;
  const std::string root_path = newsgroups_root(path);
  if (root_path.empty()) {
    throw IoError(path + ": holds neither " + std::string(kTrainFolder) + " nor " +
                  std::string(kTestFolder) + "; give the folder that does, or the archive");
  }
  const fs::path root = root_path;
  const std::vector<NewsgroupsPlace> places = places_in(root);
  const auto total = static_cast<std::int64_t>(places.size());
  std::int64_t done = 0;
  for (const NewsgroupsPlace& place : places) {
    const std::string file = (root / folder_of(place.half) / place.group / place.number).string();
    visit({place, file, [&] { return read_article(file, max_document_bytes); }});
    if (++done % kReportEvery == 0 || done == total) {
      report_progress(progress, {"reading", done, total, "files"});
    }
  }
}

bool holds_half(const fs::path& folder) {
  std::error_code error;
  return fs::is_directory(folder / kTrainFolder, error) ||
         fs::is_directory(folder / kTestFolder, error);
}

}  // namespace

std::string newsgroups_root(const std::string& path) {
  if (holds_half(path)) return path;
  std::vector<std::string> found;
  for (const std::string& name : sorted_names(path)) {
    if (holds_half(fs::path(path) / name)) found.push_back((fs::path(path) / name).string());
  }
  if (found.size() > 1) {
    throw IoError(path + ": 20 Newsgroups lies in two places, " + quote(found[0]) + " and " +
                  quote(found[1]) + "; give one of them");
  }
  return found.empty() ? "" : found[0];
}

void visit_newsgroups(const std::string& path, std::int64_t max_document_bytes,
                      const NewsgroupsVisitor& visit, const ProgressCallback& progress) {
  std::error_code error;
  if (path != kStandardInput && std::filesystem::is_directory(path, error)) {
    visit_folder(path, max_document_bytes, visit, progress);
  } else {
    visit_archive(path, max_document_bytes, visit, progress);
  }
}

}  // namespace nmf::detail
