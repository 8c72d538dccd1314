#pragma once

#include <cstdint>
#include <utility>

#include "nmf/core/byte_stream.h"
#include "nmf/core/progress.h"

namespace nmf {

/// The path that stands for standard input; a file of that name is `./-`.
constexpr const char* kStandardInput = "-";

/// Standard input as bytes. It is one thing of the whole process: what one stream has read, another
/// does not see.
class StandardInput : public ByteStream {
 public:
  /// \param progress  asked when a signal comes while nothing arrives, so that waiting for a pipe
  ///                  can be stopped; told "reading", bytes of an unknown total
  explicit StandardInput(ProgressCallback progress = {}) : progress_(std::move(progress)) {}

  /// Throws IoError (`standard input: can't be read: ...`), Interrupted.
  std::size_t read(std::span<char> buffer) override;

  [[nodiscard]] std::int64_t position() const { return position_; }  ///< bytes read so far

 private:
  std::size_t read_what_is_there(std::span<char> buffer);

  ProgressCallback progress_;
  std::int64_t position_ = 0;
};

}  // namespace nmf
