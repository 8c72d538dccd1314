#include "nmf/text/document_stream.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "nmf/core/block_stream.h"

namespace nmf::detail {
namespace {

constexpr std::size_t kBytesPerBlock = std::size_t{1} << 17U;
constexpr std::size_t kDocumentsPerBlock = 4096;
constexpr std::int64_t kDocumentsPerReport = 256;

/// Documents on their way. Their strings are used again and again.
struct Slot {
  std::vector<Document> documents;
  std::size_t used = 0;
};

class Source {
 public:
  Source(DocumentReader& reader, const ProgressCallback& progress, const char* stage)
      : reader_(reader), progress_(progress), stage_(stage) {}

  /// Fills a slot; false where the reader has come to its end and nothing was put in.
  bool fill(Slot& slot) {
    slot.used = 0;
    for (std::size_t bytes = 0; bytes < kBytesPerBlock && slot.used < kDocumentsPerBlock;) {
      if (slot.used == slot.documents.size()) slot.documents.emplace_back();
      Document& document = slot.documents[slot.used];
      document.damaged = false;
      if (!reader_.next(document)) break;
      ++slot.used;
      bytes += document.text.size();
      // A reader that does not know how many there are tells how far it has come itself.
      if (++read_ % kDocumentsPerReport == 0 && reader_.size() > 0) report();
    }
    return slot.used > 0;
  }

  void report() const { report_progress(progress_, {stage_, read_, reader_.size(), "documents"}); }

 private:
  DocumentReader& reader_;
  const ProgressCallback& progress_;
  const char* stage_;
  std::int64_t read_ = 0;
};

}  // namespace

void stream_documents(DocumentReader& reader, int threads, const ProgressCallback& progress,
                      const DocumentStream& stream) {
  Source source(reader, progress, stream.stage);
  std::vector<Slot> slots(static_cast<std::size_t>(block_slots(threads)));
  stream_blocks(threads, {[&](int s) {
                            if (!source.fill(slots[static_cast<std::size_t>(s)])) return false;
                            if (stream.begin) stream.begin(s);
                            return true;
                          },
                          [&](int worker, int s) {
                            Slot& slot = slots[static_cast<std::size_t>(s)];
                            stream.use(worker, s, std::span(slot.documents).first(slot.used));
                          }});
  source.report();
}

}  // namespace nmf::detail
