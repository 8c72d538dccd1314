#include "nmf/config/parse_yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <sstream>

#include "nmf/config/places.h"
#include "nmf/config/yaml_tree.h"
#include "nmf/core/utf8.h"

namespace nmf::config {
namespace {

void check_bytes(std::string_view text, Places& places) {
  if (const std::size_t good = valid_utf8_length(text); good < text.size()) {
    throw YamlFault(places.at(good), fmt::format("got the byte 0x{:02x}, expected UTF-8",
                                                 static_cast<unsigned char>(text[good])));
  }
  // YAML allows none of these. yaml-cpp takes a NUL for UTF-16 and U+0004 for the end of the file,
  // and joins what a lone carriage return parts.
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool line_end = byte == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if ((byte >= 0x20 && byte != 0x7F) || byte == '\t' || byte == '\n' || line_end) continue;
    throw YamlFault(places.at(i),
                    fmt::format("got the control character 0x{:02x}, expected text", byte));
  }
}

/// What yaml-cpp says, in words that need no knowledge of its insides and at the place to mend.
YamlFault fault_of(const YAML::Exception& error, const YamlTree& tree, Places& places) {
  const Position here = places.at(error.mark.line, error.mark.column);
  const std::string_view line = places.line(error.mark.line);
  const std::size_t indent = line.find_first_not_of(' ');
  if (indent != line.npos && line[indent] == '\t')
    return {here, "malformed YAML: a tab, expected spaces to indent"};
  if (error.msg == YAML::ErrorMsg::EOF_IN_SCALAR)
    return {here, "malformed YAML: a quote is never closed"};
  // Found out at the end of the text, or at the next item if it was only a comma.
  const ValuePtr open = tree.innermost_open();
  if (open && error.msg == YAML::ErrorMsg::END_OF_SEQ_FLOW)
    return {open->position, "malformed YAML: a [ is not closed, or a comma is missing behind it"};
  if (open && error.msg == YAML::ErrorMsg::END_OF_MAP_FLOW)
    return {open->position, "malformed YAML: a { is not closed, or a comma is missing behind it"};
  return {here, "malformed YAML: " + shown(error.msg)};
}

}  // namespace

ValuePtr parse_yaml(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Places places(text);
  check_bytes(text, places);
  // yaml-cpp 0.7 takes the end of the file for a closing quote if a line end comes before it.
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  std::istringstream stream(std::string(text.substr(0, last == text.npos ? 0 : last + 1)));
  YamlTree tree(places);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(tree)) {
    }
  } catch (const YAML::Exception& error) {
    throw fault_of(error, tree, places);
  }
  return tree.root() ? tree.root() : std::make_shared<Value>();
}

}  // namespace nmf::config
