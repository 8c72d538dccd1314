#include "nmf/core/put_aside.h"

#include "nmf/core/spool_file.h"

namespace nmf {

std::unique_ptr<DecompressedFile> put_aside(const std::string& where, ByteStream& stream,
                                            const ProgressCallback& progress) {
  SpoolFile spool;
  spool.copy(stream, [&](std::int64_t bytes) {
    report_progress(progress, {"unpacking", bytes, 0, "bytes"});
  });
  return std::make_unique<DecompressedFile>(InputFile(where, spool));
}

}  // namespace nmf
