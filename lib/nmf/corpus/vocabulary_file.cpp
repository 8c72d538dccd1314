#include "nmf/corpus/vocabulary_file.h"

#include <fmt/format.h>

#include <limits>
#include <unordered_map>

#include "nmf/core/decompress.h"
#include "nmf/core/error.h"
#include "nmf/core/quote.h"
#include "nmf/core/utf8.h"
#include "nmf/corpus/line_reader.h"

namespace nmf {
namespace {

/// Unlike core's unescape_term it takes foreign lists too, where a backslash is just a backslash.
std::string unescaped(std::string_view line) {
  std::string term;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char next = line[i] == '\\' && i + 1 < line.size() ? line[i + 1] : '\0';
    const char meant = next == '\\'  ? '\\'
                       : next == 't' ? '\t'
                       : next == 'n' ? '\n'
                       : next == 'r' ? '\r'
                                     : '\0';
    term += meant != '\0' ? meant : line[i];
    if (meant != '\0') ++i;
  }
  return term;
}

void check_distinct(const std::string& path, const std::vector<std::string>& terms) {
  std::unordered_map<std::string_view, std::size_t> line_of;
  line_of.reserve(terms.size());
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const auto [first, is_new] = line_of.emplace(terms[i], i + 1);
    if (is_new) continue;
    throw IoError(fmt::format("{}:{}: the term {} comes twice (first on line {})", path, i + 1,
                              quote(terms[i]), first->second));
  }
}

}  // namespace

std::vector<std::string> read_vocabulary(const std::string& path) {
  DecompressedFile file(path);
  return read_vocabulary(path, file);
}

std::vector<std::string> read_vocabulary(const std::string& where, ByteStream& stream) {
  LineReader lines(where, stream);
  std::vector<std::string> terms;
  for (std::string_view line; lines.next(line);) {
    if (line.empty()) throw IoError(lines.here() + ": an empty line, expected a term");
    if (const std::size_t offset = valid_utf8_length(line); offset < line.size()) {
      throw IoError(
          fmt::format("{}: byte 0x{:02X} at offset {} of the line is not UTF-8; a "
                      "vocabulary must be UTF-8",
                      lines.here(), static_cast<unsigned char>(line[offset]), offset));
    }
    if (lines.number() > std::numeric_limits<std::int32_t>::max()) {
      throw IoError(lines.here() + ": more than 2147483647 terms");
    }
    terms.push_back(unescaped(line));
  }
  if (terms.empty()) throw IoError(where + ": is empty, expected one term a line");
  check_distinct(where, terms);
  return terms;
}

}  // namespace nmf
