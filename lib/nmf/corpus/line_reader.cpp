#include "nmf/corpus/line_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/corpus/decode.h"
#include "nmf/corpus/limits.h"

namespace nmf {

LineReader::LineReader(std::string where, ByteStream& stream,
                       std::optional<std::int64_t> max_document_bytes)
    : where_(std::move(where)),
      stream_(&stream),
      max_bytes_(static_cast<std::size_t>(max_document_bytes.value_or(kMaxDocumentBytes))),
      can_be_raised_(max_document_bytes.has_value()) {}

std::string LineReader::here() const { return fmt::format("{}:{}", where_, number_); }

void LineReader::check_length(std::size_t length) const {
  if (length <= max_bytes_) return;
  throw IoError(fmt::format("{}:{}: the line is longer than {} bytes; refused{}", where_,
                            number_ + 1, max_bytes_,
                            can_be_raised_ ? "; raise corpus.max_document_bytes to read it" : ""));
}

bool LineReader::refill() {
  constexpr std::size_t kChunk = std::size_t{1} << 18U;
  if (at_end_) return false;
  std::memmove(buffer_.data(), buffer_.data() + begin_, size_ - begin_);
  scanned_ = size_ -= begin_;
  begin_ = 0;
  constexpr std::size_t kLineEndAndBom = 5;  // are no part of the line
  check_length(size_ - std::min(size_, kLineEndAndBom));
  if (buffer_.size() < size_ + kChunk) buffer_.resize(std::max(size_ + kChunk, buffer_.size() * 2));
  const std::size_t room = buffer_.size() - size_;
  const std::size_t count = stream_->read({buffer_.data() + size_, room});
  at_end_ = count < room;
  size_ += count;
  return count > 0;
}

bool LineReader::next(std::string_view& line) {
  std::string_view rest;
  std::size_t length = std::string_view::npos;
  do {
    rest = std::string_view(buffer_).substr(begin_, size_ - begin_);
    length = rest.find('\n', scanned_ - begin_);
  } while (length == std::string_view::npos && refill());
  if (length == std::string_view::npos && (number_ == 0 ? without_bom(rest) : rest).empty()) {
    return false;
  }

  line = rest.substr(0, length);
  begin_ = scanned_ = length == std::string_view::npos ? size_ : begin_ + length + 1;
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (number_ == 0) line = without_bom(line);
  check_length(line.size());
  ++number_;
  return true;
}

}  // namespace nmf
