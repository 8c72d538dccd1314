#pragma once

#include <string>
#include <utility>
#include <vector>

#include "nmf/corpus/reader.h"

namespace nmf::test {

/// Documents from memory, named by their number; labels are empty.
class VectorReader : public DocumentReader {
 public:
  explicit VectorReader(std::vector<std::string> texts) : texts_(std::move(texts)) {}

  bool next(Document& document) override {
    if (at_ == texts_.size()) return false;
    document.name = {std::to_string(at_), ""};
    document.text = texts_[at_++];
    return true;
  }

  [[nodiscard]] std::int64_t size() const override {
    return static_cast<std::int64_t>(texts_.size());
  }

 private:
  std::vector<std::string> texts_;
  std::size_t at_ = 0;
};

}  // namespace nmf::test
