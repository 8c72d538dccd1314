#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "nmf/core/sha256.h"

namespace nmf {

/// SHA-256 of a corpus: of every document's id and bytes, in order, each behind its length (64
/// bits, little-endian), so that no two different corpora feed it the same bytes.
class CorpusHash {
 public:
  /// \param bytes  the document: its text, or of word counts `index:count ` by rising index
  void add(std::string_view id, std::string_view bytes);

  /// Lower-case hex digest; the hash starts anew.
  std::string hex() { return hash_.hex(); }

 private:
  void add_part(std::string_view part);
  Sha256 hash_;
};

}  // namespace nmf
