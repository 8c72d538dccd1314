#include "nmf/core/put_aside.h"

#include <string_view>

#include "nmf/core/spool_file.h"

namespace nmf {

std::unique_ptr<DecompressedFile> put_aside(const std::string& where, ByteStream& stream,
                                            const ProgressCallback& progress) {
  constexpr std::size_t kBlock = std::size_t{1} << 20U;
  SpoolFile spool;
  std::string block(kBlock, '\0');
  std::int64_t bytes = 0;
  for (std::size_t count = kBlock; count == kBlock;) {
    count = stream.read(block);
    spool.write(std::string_view(block).substr(0, count));
    bytes += static_cast<std::int64_t>(count);
    report_progress(progress, {"unpacking", bytes, 0, "bytes"});
  }
  return std::make_unique<DecompressedFile>(InputFile(where, spool));
}

}  // namespace nmf
