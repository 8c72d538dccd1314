#pragma once

#include <string>

namespace nmf {

/// What names a document in every output.
struct DocumentName {
  std::string id;     ///< newsgroups: `group/number`; where nothing names it, its number from 0
  std::string label;  ///< newsgroups: the group; else empty

  friend bool operator==(const DocumentName&, const DocumentName&) = default;
};

struct Document {
  DocumentName name = {};
  std::string text = {};   ///< UTF-8
  std::string where = {};  ///< the file, member or `FILE:LINE` it came from, for messages
  bool damaged = false;    ///< bytes that were not text were replaced or left out
};

}  // namespace nmf
