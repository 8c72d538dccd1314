#include "nmf/corpus/newsgroups_files.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <vector>

#include "nmf/core/archive.h"
#include "nmf/core/error.h"
#include "nmf/core/input_file.h"
#include "nmf/core/quote.h"
#include "nmf/core/utf8.h"
#include "nmf/corpus/limits.h"

namespace nmf::detail {
namespace {

namespace fs = std::filesystem;

void check_name(const std::string& where, const std::string& name) {
  if (valid_utf8_length(name) == name.size()) return;
  throw IoError(where + ": the name " + quote(name) + " is not UTF-8; refused");
}

void visit_archive(const std::string& path, const NewsgroupsVisitor& visit,
                   const ProgressCallback& progress) {
  ArchiveReader archive(path, progress);
  std::optional<std::string> root;
  while (archive.next()) {
    const auto place = parse_place(path, archive.member());
    if (!place) continue;
    check_name(path, archive.member());
    if (root.value_or(place->root) != place->root) {
      throw IoError(path + ": member " + quote(archive.member()) +
                    ": 20 Newsgroups lies in two places of the archive; keep one");
    }
    root = place->root;
    const std::string where = path + ": member " + quote(archive.member());
    visit({*place, where, [&] { return archive.read(kMaxDocumentBytes); }});
  }
}

/// Names in a folder by code point, which for UTF-8 is byte order.
std::vector<std::string> sorted_names(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  for (const fs::directory_iterator end; !error && entry != end; entry.increment(error)) {
    names.push_back(entry->path().filename().string());
  }
  if (error) throw IoError(folder.string() + ": can't be read: " + error.message());
  std::sort(names.begin(), names.end());
  return names;
}

std::string read_article(const std::string& path) {
  InputFile file(path);
  if (file.size() > kMaxDocumentBytes) {
    throw IoError(path + ": is larger than " + std::to_string(kMaxDocumentBytes) +
                  " bytes; refused");
  }
  std::string bytes(static_cast<std::size_t>(file.size()), '\0');
  bytes.resize(file.read(bytes));
  return bytes;
}

void check_article(const fs::path& path) {
  check_name(path.parent_path().parent_path().string(), path.parent_path().filename().string());
  check_name(path.parent_path().string(), path.filename().string());
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

void visit_folder(const std::string& path, const NewsgroupsVisitor& visit,
                  const ProgressCallback& progress) {
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
    visit({place, file, [&] { return read_article(file); }});
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

void visit_newsgroups(const std::string& path, const NewsgroupsVisitor& visit,
                      const ProgressCallback& progress) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    visit_folder(path, visit, progress);
  } else {
    visit_archive(path, visit, progress);
  }
}

}  // namespace nmf::detail
