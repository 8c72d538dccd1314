#pragma once

#include <functional>
#include <span>

#include "nmf/core/progress.h"
#include "nmf/corpus/reader.h"

namespace nmf::detail {

/// What is done with the blocks of documents that a reader gives, which lie in slots in turn.
struct DocumentStream {
  const char* stage = "";  ///< of the progress, a verb
  /// A block lies in a slot; on the calling thread, block after block. May be empty.
  std::function<void(int slot)> begin;
  /// Uses the documents of the block in a slot, on any thread; `worker` in [0, threads) is that
  /// thread's own. They still have to go through DocumentReader::finish.
  std::function<void(int worker, int slot, std::span<Document> documents)> use;
};

/// Reads `reader` to its end on the calling thread while other threads use what was read; a fixed
/// number of blocks is on its way. How documents are cut into blocks depends on them alone.
/// \param threads  >= 1, the calling one included
/// Throws what reading and using throw, as stream_blocks; Interrupted.
void stream_documents(DocumentReader& reader, int threads, const ProgressCallback& progress,
                      const DocumentStream& stream);

}  // namespace nmf::detail
