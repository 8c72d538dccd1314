#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "nmf/core/sha256.h"
#include "nmf/corpus/corpus_hash.h"

namespace nmf {

/// A CorpusHash of blocks of documents that come in any order, from any thread. Keeps only what
/// waits for an earlier block.
class OrderedCorpusHash {
 public:
  /// Ids and digests of a block's documents.
  using Block = std::vector<std::pair<std::string, Sha256Digest>>;

  /// \param number  from 0, each once
  void add(std::int64_t number, Block block) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(number, std::move(block));
    for (auto next = waiting_.begin(); next != waiting_.end() && next->first == next_;
         next = waiting_.erase(next), ++next_) {
      for (const auto& [id, digest] : next->second) hash_.add(id, digest);
    }
  }

  /// Of all blocks, once none is missing.
  std::string hex() { return hash_.hex(); }

 private:
  std::mutex mutex_;
  std::map<std::int64_t, Block> waiting_;
  std::int64_t next_ = 0;
  CorpusHash hash_;
};

}  // namespace nmf
