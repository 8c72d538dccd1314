#pragma once

#include <cstdint>
#include <utility>

#include "nmf/core/progress.h"

namespace nmf {

/// Tells a callback about every mebibyte of a file that has been read, and about its end.
class ByteProgress {
 public:
  /// \param total  size of the file, bytes
  ByteProgress(ProgressCallback callback, std::int64_t total)
      : callback_(std::move(callback)), total_(total) {}

  /// Throws Interrupted if the callback asks to stop.
  void at(std::int64_t position) {
    const bool new_end = position == total_ && reported_ < total_;
    if (position < reported_ + kEvery && !new_end) return;
    reported_ = position;
    report_progress(callback_, {"reading", position, total_, "bytes"});
  }

 private:
  static constexpr std::int64_t kEvery = std::int64_t{1} << 20U;
  ProgressCallback callback_;
  std::int64_t total_;
  std::int64_t reported_ = 0;
};

}  // namespace nmf
