#include "nmf/evaluation/topic_lists.h"

#include <fmt/format.h>

#include <string_view>

#include "nmf/core/decompress.h"
#include "nmf/core/error.h"
#include "nmf/core/quote.h"
#include "nmf/core/utf8.h"
#include "nmf/corpus/line_reader.h"

namespace nmf {
namespace {

TermList split(std::string_view line, TermSeparator separator) {
  const bool by_tabs =
      separator == TermSeparator::tabs && line.find('\t') != std::string_view::npos;
  const std::string_view between = by_tabs ? "\t" : " \t";
  TermList terms;
  for (std::size_t at = line.find_first_not_of(between); at != std::string_view::npos;) {
    const std::size_t end = line.find_first_of(between, at);
    terms.emplace_back(line.substr(at, end == std::string_view::npos ? end : end - at));
    at = line.find_first_not_of(between, end);
  }
  return terms;
}

}  // namespace

std::vector<TermList> read_topic_lists(const std::string& path, TermSeparator separator) {
  DecompressedFile file(path);
  return read_topic_lists(file.where(), file, separator);
}

std::vector<TermList> read_topic_lists(const std::string& where, ByteStream& stream,
                                       TermSeparator separator) {
  LineReader lines(where, stream);
  std::vector<TermList> topics;
  for (std::string_view line; lines.next(line);) {
    if (const std::size_t offset = valid_utf8_length(line); offset < line.size()) {
      throw IoError(
          fmt::format("{}: byte 0x{:02X} at offset {} of the line is not UTF-8; topics "
                      "must be UTF-8",
                      lines.here(), static_cast<unsigned char>(line[offset]), offset));
    }
    TermList terms = split(line, separator);
    if (terms.empty()) continue;
    if (terms.size() == 1) {
      throw IoError(fmt::format(
          "{}: the topic has one term, {}, expected two at least, separated by spaces or tabs",
          lines.here(), quote(terms[0])));
    }
    topics.push_back(std::move(terms));
  }
  if (topics.empty()) {
    throw IoError(where +
                  ": no topic in it, expected one a line, its terms separated by spaces or tabs");
  }
  return topics;
}

}  // namespace nmf
