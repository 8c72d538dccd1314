#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "nmf/core/archive.h"
#include "nmf/core/decompress.h"
#include "nmf/core/error.h"
#include "nmf/corpus/ldac_line.h"
#include "nmf/corpus/line_reader.h"
#include "nmf/corpus/newsgroups_files.h"
#include "nmf/corpus/reader.h"
#include "nmf/corpus/source_path.h"

namespace nmf {
namespace {

constexpr std::string_view kAdvice = "; set corpus.format: newsgroups or ldac";

std::string lower_case_name(const std::string& path) {
  std::string name = std::filesystem::path(path).filename().string();
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return name;
}

template <std::size_t N>
bool ends_with_any(std::string_view name, const std::array<std::string_view, N>& suffixes) {
  return std::any_of(suffixes.begin(), suffixes.end(),
                     [name](std::string_view suffix) { return name.ends_with(suffix); });
}

CorpusFormat format_by_name(std::string_view name) {
  constexpr std::array<std::string_view, 4> kCompressed = {".gz", ".xz", ".zst", ".bz2"};
  constexpr std::array<std::string_view, 3> kLdac = {".ldac", ".lda-c", ".dat"};
  constexpr std::array<std::string_view, 7> kArchive = {".tar", ".zip",  ".7z",  ".tgz",
                                                        ".txz", ".tzst", ".tbz2"};
  std::string_view stem = name;
  if (ends_with_any(name, kCompressed)) stem = name.substr(0, name.rfind('.'));
  if (ends_with_any(stem, kLdac)) return CorpusFormat::ldac;
  if (name.find("20news") != std::string_view::npos && ends_with_any(stem, kArchive)) {
    return CorpusFormat::newsgroups;
  }
  return CorpusFormat::automatic;
}

bool begins_with_ldac(const std::string& path) {
  DecompressedFile file(path);
  LineReader lines(path, file);
  std::string_view line;
  return lines.next(line) && detail::looks_like_ldac(line);
}

bool is_newsgroups_archive(const std::string& path) {
  constexpr int kMembersLookedAt = 100;  // a README or two may come first
  ArchiveReader archive(path);
  for (int i = 0; i < kMembersLookedAt && archive.next(); ++i) {
    if (detail::parse_place(path, archive.member())) return true;
  }
  return false;
}

CorpusFormat format_by_content(const std::string& path) {
  std::string reason = "other members";
  try {
    if (begins_with_ldac(path)) return CorpusFormat::ldac;
    if (is_newsgroups_archive(path)) return CorpusFormat::newsgroups;
  } catch (const IoError& error) {
    reason = error.what();
  }
  throw IoError(
      path +
      ": the format can't be told by the name, by the first line (no lda-c document) or as "
      "an archive of 20 Newsgroups (" +
      reason + ")" + std::string(kAdvice));
}

}  // namespace

CorpusFormat resolve_format(const CorpusOptions& options) {
  detail::check_source(options.path);
  if (options.format != CorpusFormat::automatic) return options.format;
  std::error_code error;
  if (std::filesystem::is_directory(options.path, error)) {
    if (!detail::newsgroups_root(options.path).empty()) return CorpusFormat::newsgroups;
    throw IoError(options.path + ": the format can't be told: the folder holds neither " +
                  std::string(detail::kTrainFolder) + " nor " + std::string(detail::kTestFolder) +
                  std::string(kAdvice));
  }
  const CorpusFormat by_name = format_by_name(lower_case_name(options.path));
  return by_name != CorpusFormat::automatic ? by_name : format_by_content(options.path);
}

}  // namespace nmf
