#pragma once

#include <yaml-cpp/eventhandler.h>

#include <memory>
#include <string>
#include <vector>

#include "nmf/config/places.h"
#include "nmf/config/value.h"

namespace nmf::config {

/// Builds the tree of one document from the events of yaml-cpp's parser, without recursion.
/// Every call throws YamlFault for what a configuration must not hold: a second document, tags,
/// nesting deeper than 8, an alias within its own anchor.
class YamlTree : public YAML::EventHandler {
 public:
  /// Keeps a reference to `places`.
  explicit YamlTree(Places& places) : places_(places) {}

  /// None if there was no document.
  [[nodiscard]] ValuePtr root() const { return root_; }

  /// The innermost list or map that has begun and not ended; null if there is none.
  [[nodiscard]] ValuePtr innermost_open() const {
    return open_.empty() ? nullptr : open_.back().node;
  }

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    std::shared_ptr<Value> node;
    YAML::anchor_t anchor;
    ValuePtr key;  // of a map: the key that waits for its value
  };

  [[nodiscard]] Position at(const YAML::Mark& mark) const;
  [[nodiscard]] std::shared_ptr<Value> make(Value::Kind kind, const YAML::Mark& mark) const;
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const;
  void check_height(const YAML::Mark& mark, int height) const;
  void open(Value::Kind kind, const YAML::Mark& mark, const std::string& tag,
            YAML::anchor_t anchor);
  void close();
  void add(ValuePtr node, YAML::anchor_t anchor);
  void attach(ValuePtr node);

  Places& places_;
  std::vector<Open> open_;
  std::vector<ValuePtr> anchors_;  // by yaml-cpp's number; none while the node is incomplete
  ValuePtr root_;
};

}  // namespace nmf::config
