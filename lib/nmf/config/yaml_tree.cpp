#include "nmf/config/yaml_tree.h"

#include <fmt/format.h>
#include <yaml-cpp/mark.h>

#include <algorithm>
#include <utility>

#include "nmf/config/parse_yaml.h"

namespace nmf::config {
namespace {

// A configuration is a map of maps of lists: 3. More leaves room for a clear "got a map" message;
// the bound keeps every recursion over the tree shallow.
constexpr int kGreatestHeight = 8;

}  // namespace

void YamlTree::OnDocumentStart(const YAML::Mark& mark) {
  if (root_) throw YamlFault(at(mark), "a second document begins, expected one");
}

void YamlTree::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  add(make(Value::Kind::null, mark), anchor);
}

void YamlTree::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const ValuePtr node = anchors_.size() > anchor ? anchors_[anchor] : nullptr;
  if (!node) throw YamlFault(at(mark), "an alias inside the node that it names");
  check_height(mark, node->height);
  attach(node);
}

void YamlTree::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                        const std::string& text) {
  refuse_tag(mark, tag);
  auto scalar = make(tag == "!" ? Value::Kind::quoted : Value::Kind::plain, mark);
  scalar->text = text;
  add(std::move(scalar), anchor);
}

void YamlTree::OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                               YAML::anchor_t anchor, YAML::EmitterStyle::value /*style*/) {
  open(Value::Kind::list, mark, tag, anchor);
}

void YamlTree::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                          YAML::EmitterStyle::value /*style*/) {
  open(Value::Kind::map, mark, tag, anchor);
}

Position YamlTree::at(const YAML::Mark& mark) const { return places_.at(mark.line, mark.column); }

std::shared_ptr<Value> YamlTree::make(Value::Kind kind, const YAML::Mark& mark) const {
  auto node = std::make_shared<Value>();
  node->kind = kind;
  node->position = at(mark);
  return node;
}

void YamlTree::refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
  // "?" and "" stand for no tag, "!" for quotes.
  if (tag.empty() || tag == "?" || tag == "!") return;
  throw YamlFault(at(mark), fmt::format("got the tag {}, expected no tags", shown(tag)));
}

void YamlTree::check_height(const YAML::Mark& mark, int height) const {
  if (static_cast<int>(open_.size()) + height <= kGreatestHeight) return;
  throw YamlFault(at(mark), fmt::format("nested more than {} deep, expected sections of keys",
                                        kGreatestHeight));
}

void YamlTree::open(Value::Kind kind, const YAML::Mark& mark, const std::string& tag,
                    YAML::anchor_t anchor) {
  refuse_tag(mark, tag);
  check_height(mark, 1);
  open_.push_back({make(kind, mark), anchor, nullptr});
  open_.back().node->height = 1;
}

void YamlTree::close() {
  const Open closed = std::move(open_.back());
  open_.pop_back();
  add(closed.node, closed.anchor);
}

void YamlTree::add(ValuePtr node, YAML::anchor_t anchor) {
  if (anchor != YAML::NullAnchor) {
    if (anchors_.size() <= anchor) anchors_.resize(anchor + 1);
    anchors_[anchor] = node;
  }
  attach(std::move(node));
}

void YamlTree::attach(ValuePtr node) {
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

}  // namespace nmf::config
