#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "nmf/core/sha256.h"

namespace nmf {

/// SHA-256 of a corpus: of every document's id, behind its length (64 bits, little-endian), and the
/// SHA-256 of its bytes, in order, so that no two different corpora feed it the same bytes and the
/// documents' own digests can be taken side by side.
class CorpusHash {
 public:
  /// \param bytes  the document: its text, or of word counts `index:count ` by rising index
  void add(std::string_view id, std::string_view bytes) { add(id, sha256(bytes)); }

  /// \param digest  SHA-256 of the document
  void add(std::string_view id, const Sha256Digest& digest);

  /// Lower-case hex digest; the hash starts anew.
  std::string hex();

 private:
  void flush();

  Sha256 hash_;
  std::string pending_;  // what hash_ does not have yet: a few bytes at a time cost it more
};

}  // namespace nmf
