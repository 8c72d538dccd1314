#include "nmf/config/parse_yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <utility>

#include "nmf/config/places.h"
#include "nmf/core/utf8.h"

namespace nmf::config {
namespace {

// A configuration is a map of maps of lists: 3. More leaves room for a clear "got a map" message;
// the bound keeps every recursion over the tree shallow.
constexpr int kGreatestHeight = 8;

/// Builds the tree from the events of yaml-cpp, without recursion.
class TreeBuilder : public YAML::EventHandler {
 public:
  explicit TreeBuilder(Places& places) : places_(places) {}

  [[nodiscard]] ValuePtr root() const { return root_; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (root_) throw YamlFault(at(mark), "a second document begins, expected one");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add(make(Value::Kind::null, mark), anchor);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    refuse_tag(mark, tag);
    auto scalar = make(tag == "!" ? Value::Kind::quoted : Value::Kind::plain, mark);
    scalar->text = text;
    add(std::move(scalar), anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto node = anchors_.size() > anchor ? anchors_[anchor] : nullptr;
    if (!node) throw YamlFault(at(mark), "an alias inside the node that it names");
    check_height(mark, node->height);
    attach(node);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    open(Value::Kind::list, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    open(Value::Kind::map, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  [[nodiscard]] Position at(const YAML::Mark& mark) const {
    return places_.at(mark.line, mark.column);
  }

  struct Open {
    std::shared_ptr<Value> node;
    YAML::anchor_t anchor;
    ValuePtr key;  // of a map: the key that waits for its value
  };

  [[nodiscard]] std::shared_ptr<Value> make(Value::Kind kind, const YAML::Mark& mark) const {
    auto node = std::make_shared<Value>();
    node->kind = kind;
    node->position = at(mark);
    return node;
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    // "?" and "" stand for no tag, "!" for quotes.
    if (tag.empty() || tag == "?" || tag == "!") return;
    throw YamlFault(at(mark), fmt::format("got the tag {}, expected no tags", tag));
  }

  void check_height(const YAML::Mark& mark, int height) const {
    if (static_cast<int>(open_.size()) + height <= kGreatestHeight) return;
    throw YamlFault(at(mark), fmt::format("nested more than {} deep, expected sections of keys",
                                          kGreatestHeight));
  }

  void open(Value::Kind kind, const YAML::Mark& mark, const std::string& tag,
            YAML::anchor_t anchor) {
    refuse_tag(mark, tag);
    check_height(mark, 1);
    open_.push_back({make(kind, mark), anchor, nullptr});
    open_.back().node->height = 1;
  }

  void close() {
    const Open closed = std::move(open_.back());
    open_.pop_back();
    add(closed.node, closed.anchor);
  }

  void add(ValuePtr node, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) {
      if (anchors_.size() <= anchor) anchors_.resize(anchor + 1);
      anchors_[anchor] = node;
    }
    attach(std::move(node));
  }

  void attach(ValuePtr node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = open_.back();
    parent.node->height = std::max(parent.node->height, node->height + 1);
    if (parent.node->kind == Value::Kind::list) {
      parent.node->items.push_back(std::move(node));
    } else if (!parent.key) {
      parent.key = std::move(node);
    } else {
      parent.node->entries.push_back({std::exchange(parent.key, nullptr), std::move(node)});
    }
  }

  Places& places_;
  std::vector<Open> open_;
  std::vector<ValuePtr> anchors_;  // by yaml-cpp's number; none while the node is incomplete
  ValuePtr root_;
};

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

std::string fault_of(const YAML::Exception& error, const Places& places) {
  const std::string_view line = places.line(error.mark.line);
  const std::size_t indent = line.find_first_not_of(' ');
  if (indent != line.npos && line[indent] == '\t')
    return "malformed YAML: a tab, expected spaces to indent";
  if (error.msg == YAML::ErrorMsg::EOF_IN_SCALAR) return "malformed YAML: a quote is never closed";
  return "malformed YAML: " + error.msg;
}

}  // namespace

ValuePtr parse_yaml(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Places places(text);
  check_bytes(text, places);
  // yaml-cpp 0.7 takes the end of the file for a closing quote if a line end comes before it.
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  std::istringstream stream(std::string(text.substr(0, last == text.npos ? 0 : last + 1)));
  TreeBuilder builder(places);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& error) {
    throw YamlFault(places.at(error.mark.line, error.mark.column), fault_of(error, places));
  }
  return builder.root() ? builder.root() : std::make_shared<Value>();
}

}  // namespace nmf::config
