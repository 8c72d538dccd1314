#include "nmf/corpus/format_by_name.h"

#include <algorithm>
#include <array>
#include <vector>

#include "nmf/core/archive.h"
#include "nmf/core/error.h"
#include "nmf/core/quote.h"
#include "nmf/corpus/folders_layout.h"

namespace nmf::detail {
namespace {

struct Suffix {
  std::string_view end;
  CorpusFormat format;
};

constexpr std::array<Suffix, 13> kSuffixes = {{
    {".txt", CorpusFormat::lines},
    {".text", CorpusFormat::lines},
    {".lines", CorpusFormat::lines},
    {".csv", CorpusFormat::csv},
    {".tsv", CorpusFormat::tsv},
    {".tab", CorpusFormat::tsv},
    {".jsonl", CorpusFormat::jsonl},
    {".ndjson", CorpusFormat::jsonl},
    {".ldac", CorpusFormat::ldac},
    {".lda-c", CorpusFormat::ldac},
    {".dat", CorpusFormat::ldac},
    {".mtx", CorpusFormat::mtx},
    {".npz", CorpusFormat::npz},
}};

std::string lower_case_name(std::string_view path) {
  std::string name(path.substr(path.rfind('/') + 1));
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return name;
}

std::string_view without_compression(std::string_view name) {
  for (const std::string_view suffix : {".gz", ".xz", ".zst", ".bz2"}) {
    if (name.ends_with(suffix)) return name.substr(0, name.size() - suffix.size());
  }
  return name;
}

bool is_text(std::string_view path) {
  const std::string name = lower_case_name(path);
  const std::string_view stem = without_compression(name);
  return stem.ends_with(".txt") || stem.ends_with(".text");
}

bool is_vocabulary(std::string_view path) { return lower_case_name(path).starts_with("vocab"); }

/// The one kind of matrix that the paths name, vocabularies aside.
std::optional<CorpusFormat> matrix_by_members(const std::vector<std::string>& paths) {
  std::optional<CorpusFormat> format;
  for (const std::string& path : paths) {
    if (is_vocabulary(path)) continue;
    const std::optional<CorpusFormat> named = format_by_name(path);
    if (!named || !holds_matrix(*named) || named != format.value_or(*named)) return std::nullopt;
    format = named;
  }
  return format;
}

}  // namespace

std::optional<CorpusFormat> format_by_name(std::string_view path) {
  const std::string name = lower_case_name(path);
  const std::string_view stem = without_compression(name);
  if (is_archive_by_name(name)) {
    if (name.find("20news") != std::string::npos) return CorpusFormat::newsgroups;
    return std::nullopt;
  }
  if (stem.starts_with("docword.")) return CorpusFormat::uci;
  for (const auto& [end, format] : kSuffixes) {
    if (stem.ends_with(end)) return format;
  }
  return std::nullopt;
}

std::string names_of(CorpusFormat format) {
  std::vector<std::string> names;
  for (const auto& [end, named] : kSuffixes) {
    if (named == format) names.push_back('*' + std::string(end));
  }
  if (format == CorpusFormat::uci) names.emplace_back("docword.*");
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i)
    text += (i == 0 ? "" : i + 1 == names.size() ? " or " : ", ") + names[i];
  return text;
}

FormatChoice format_by_members(const std::string& where, const std::vector<std::string>& paths,
                               bool archive) {
  const std::string kind = archive ? "members" : "files";
  const auto all = [&paths](const auto& property) {
    return std::all_of(paths.begin(), paths.end(), property);
  };
  if (archive && all([](const std::string& path) { return path.ends_with(".npy"); })) {
    return {CorpusFormat::npz, "by its members, arrays of NumPy"};
  }
  const std::optional<CorpusFormat> first = format_by_name(paths[0]);
  const auto other = std::find_if(paths.begin(), paths.end(), [first](const std::string& path) {
    return format_by_name(path) != first;
  });
  if (const auto matrix = matrix_by_members(paths)) {
    return {*matrix, "by the names of its " + kind};
  }
  if (first && other == paths.end()) {
    if (paths.size() == 1) return {*first, "by the name of its only file"};
    if (std::none_of(paths.begin(), paths.end(), is_text)) {
      return {*first, "by the names of its " + kind};
    }
  }
  if (have_labels(paths, archive)) return {CorpusFormat::folders, "by the folders of its " + kind};
  if (all([](const std::string& path) {
        return format_by_name(path).value_or(CorpusFormat::lines) == CorpusFormat::lines;
      })) {
    return {CorpusFormat::folders, "as each of its " + kind + " seems to be a document"};
  }
  throw IoError(where + ": the format can't be told: it holds " + quote(paths[0]) + " and " +
                quote(*other) + ", which are not of one format; remove one, or set corpus.format");
}

}  // namespace nmf::detail
