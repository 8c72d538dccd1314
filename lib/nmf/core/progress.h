#pragma once

#include <cstdint>
#include <functional>

#include "nmf/core/error.h"

namespace nmf {

/// How far a long piece of work has come.
struct Progress {
  const char* stage = "";  ///< what is being done, e.g. "reading"
  std::int64_t done = 0;   ///< units finished
  std::int64_t total = 0;  ///< units in all; 0 where that is not known
  const char* unit = "";   ///< what is counted, e.g. "documents", "bytes"
};

/// Called now and then by long work, always from the thread that called the library.
/// Returns false to ask the work to stop; the library then throws `Interrupted`.
using ProgressCallback = std::function<bool(const Progress&)>;

/// Calls `callback` if there is one. Throws `Interrupted` if it returns false.
inline void report_progress(const ProgressCallback& callback, const Progress& progress) {
  if (callback && !callback(progress)) throw Interrupted();
}

}  // namespace nmf
