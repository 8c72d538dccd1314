#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "nmf/core/archive.h"
#include "nmf/core/decompress.h"
#include "nmf/core/error.h"
#include "nmf/corpus/folder_listing.h"
#include "nmf/corpus/format_by_content.h"
#include "nmf/corpus/format_by_name.h"
#include "nmf/corpus/newsgroups_files.h"
#include "nmf/corpus/reader.h"
#include "nmf/corpus/source_path.h"

namespace nmf {
namespace {

FormatChoice of_folder(const std::string& path) {
  if (!detail::newsgroups_root(path).empty()) {
    return {CorpusFormat::newsgroups, "by the folders of its halves"};
  }
  const std::vector<std::string> files = detail::files_below(path, {});
  if (files.empty()) throw IoError(path + ": holds no file (hidden ones are left out)");
  return detail::format_by_members(path, files, false);
}

/// Looks at the first members only, since to pass over the others takes as long as to read them.
FormatChoice of_archive(const std::string& path) {
  constexpr std::size_t kMembersLookedAt = 100;
  ArchiveReader archive(path);
  std::vector<std::string> members;
  while (members.size() < kMembersLookedAt && archive.next()) {
    if (detail::parse_place(path, archive.member())) {
      return {CorpusFormat::newsgroups, "by its members"};
    }
    if (!detail::is_hidden(archive.member())) members.push_back(archive.member());
  }
  if (members.empty()) throw IoError(path + ": holds no file (hidden ones are left out)");
  return detail::format_by_members(path, members, true);
}

FormatChoice of_file(const std::string& path) {
  if (const auto format = detail::format_by_name(path)) return {*format, "by its name"};
  if (is_archive_by_name(path)) return of_archive(path);
  constexpr std::size_t kHead = 65536;
  DecompressedFile file(path);
  const std::string head = file.peek(kHead);
  if (is_archive_by_content(head)) return of_archive(path);
  if (const auto format = detail::format_by_content(head, head.size() < kHead)) {
    return {*format, "by its content"};
  }
  throw IoError(path +
                ": the format can't be told by the name, and the content is no text (there are "
                "NULs in it); set corpus.format");
}

FormatChoice choose(const CorpusOptions& options) {
  detail::check_source(options.path);
  if (options.format != CorpusFormat::automatic) return {options.format, "as corpus.format says"};
  if (options.path == kStandardInput) {
    throw ConfigError(
        "corpus.format: auto can't tell the format of standard input; set it to lines, csv, tsv, "
        "jsonl, ldac, uci, mtx or npz");
  }
  std::error_code error;
  return std::filesystem::is_directory(options.path, error) ? of_folder(options.path)
                                                            : of_file(options.path);
}

}  // namespace

FormatChoice choose_format(const CorpusOptions& options) {
  FormatChoice choice = choose(options);
  choice.reason = "format " + std::string(format_name(choice.format)) + ", " + choice.reason;
  return choice;
}

CorpusFormat resolve_format(const CorpusOptions& options) { return choose(options).format; }

}  // namespace nmf
