#include "nmf/corpus/line_reader.h"

#include <fmt/format.h>

#include <utility>

#include "nmf/core/error.h"
#include "nmf/corpus/decode.h"
#include "nmf/corpus/limits.h"

namespace nmf {

LineReader::LineReader(std::string where, ByteStream& stream)
    : where_(std::move(where)), stream_(&stream) {}

std::string LineReader::here() const { return fmt::format("{}:{}", where_, number_); }

bool LineReader::refill() {
  constexpr std::size_t kChunk = 65536;
  if (at_end_) return false;
  buffer_.erase(0, begin_);
  scanned_ = buffer_.size();
  begin_ = 0;
  if (static_cast<std::int64_t>(buffer_.size()) > kMaxDocumentBytes) {
    throw IoError(fmt::format("{}:{}: the line is longer than {} bytes; refused", where_,
                              number_ + 1, kMaxDocumentBytes));
  }
  buffer_.resize(scanned_ + kChunk);
  const std::size_t count = stream_->read({buffer_.data() + scanned_, kChunk});
  buffer_.resize(scanned_ + count);
  at_end_ = count < kChunk;
  return count > 0;
}

bool LineReader::next(std::string_view& line) {
  std::size_t newline = std::string::npos;
  do {
    newline = buffer_.find('\n', scanned_);
  } while (newline == std::string::npos && refill());
  if (newline == std::string::npos && begin_ == buffer_.size()) return false;

  const std::size_t end = newline == std::string::npos ? buffer_.size() : newline;
  line = std::string_view(buffer_).substr(begin_, end - begin_);
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (number_ == 0) line = without_bom(line);
  begin_ = scanned_ = newline == std::string::npos ? buffer_.size() : newline + 1;
  ++number_;
  return true;
}

}  // namespace nmf
