#include "nmf/model/name_lists.h"

#include <fmt/format.h>

#include <functional>
#include <string>
#include <unordered_map>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"
#include "nmf/core/term_escape.h"
#include "nmf/core/utf8.h"
#include "nmf/model/model_file.h"

namespace nmf {
namespace {

using Path = std::filesystem::path;

[[noreturn]] void fail(const Path& path, std::size_t line, const std::string& what) {
  throw ModelError(damaged(fmt::format("{}:{}", path.string(), line), what));
}

/// Calls `use(number, line)` for each line, from 1; every one has its end.
void for_each_line(std::string_view bytes, const Path& path,
                   const std::function<void(std::size_t, std::string_view)>& use) {
  for (std::size_t number = 1; !bytes.empty(); ++number) {
    const std::size_t end = bytes.find('\n');
    if (end == bytes.npos) fail(path, number, "the line has no end");
    use(number, bytes.substr(0, end));
    bytes.remove_prefix(end + 1);
  }
}

std::string unescaped(std::string_view field, const Path& path, std::size_t line) {
  std::optional<std::string> text = unescape_term(field);
  if (!text) {
    fail(path, line,
         fmt::format(R"(got {}, expected a backslash only in \\, \t, \n and \r)", quote(field)));
  }
  return *text;
}

}  // namespace

std::vector<std::string> parse_vocabulary(std::string_view bytes, const Path& path) {
  std::vector<std::string> terms;
  for_each_line(bytes, path, [&](std::size_t number, std::string_view line) {
    if (!is_valid_utf8(line)) fail(path, number, "the term is not UTF-8");
    terms.push_back(unescaped(line, path, number));
  });
  std::unordered_map<std::string_view, std::size_t> line_of;
  line_of.reserve(terms.size());
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const auto [first, is_new] = line_of.emplace(terms[i], i + 1);
    if (is_new) continue;
    fail(path, i + 1,
         fmt::format("the term {} comes twice, first on line {}", quote(terms[i]), first->second));
  }
  return terms;
}

std::vector<DocumentName> parse_documents(std::string_view bytes, const Path& path) {
  constexpr std::string_view kHeader = "row\tid\tlabel";
  std::vector<DocumentName> documents;
  if (bytes.empty()) fail(path, 1, "is empty, expected the header row, id, label");
  for_each_line(bytes, path, [&](std::size_t number, std::string_view line) {
    if (number == 1) {
      if (line != kHeader)
        fail(path, 1, fmt::format("got {}, expected the header row, id, label", quote(line)));
      return;
    }
    const std::size_t id = line.find('\t'), label = line.find('\t', id + 1);
    if (id == line.npos || label == line.npos || line.find('\t', label + 1) != line.npos)
      fail(path, number, fmt::format("got {}, expected three fields", quote(line)));
    if (line.substr(0, id) != std::to_string(documents.size()))
      fail(path, number,
           fmt::format("got row {}, expected {}", quote(line.substr(0, id)), documents.size()));
    documents.push_back({unescaped(line.substr(id + 1, label - id - 1), path, number),
                         unescaped(line.substr(label + 1), path, number)});
  });
  return documents;
}

}  // namespace nmf
