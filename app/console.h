#pragma once

#include <string>
#include <string_view>

#include "nmf/core/progress.h"
#include "nmf/evaluation/select.h"
#include "nmf/factorization/factorize.h"

namespace nmf::app {

/// Writes a result to standard output, at once. Throws IoError where that fails (full disk, a
/// reader that has gone).
void print(std::string_view text);

/// Columns of the terminal that standard output is; 80 where it is none.
std::size_t output_width();

/// Writes to standard error, and goes on where that fails.
void print_error(std::string_view text);

/// What is for the eye: notes and a progress line on standard error. The progress line is drawn on
/// a terminal only, at most ten times a second, and never mixes with what is printed.
class Console {
 public:
  /// \param quiet  neither notes nor progress
  explicit Console(bool quiet);
  ~Console();
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  void note(std::string_view text);
  /// Standard output, with the progress line out of the way.
  void result(std::string_view text);

  void show(const Progress& progress);
  /// \param what   comes first, e.g. `fitting`
  /// \param since  seconds of the fit from which iterations are counted
  void show(std::string_view what, const Iteration& iteration, std::int64_t max_iter, double since);
  void show(const SweepProgress& progress);
  void clear();

 private:
  bool due();
  void draw(const std::string& line);

  bool quiet_;
  bool terminal_;
  bool drawn_ = false;
  double last_ = -1;        // seconds, when the line was drawn
  double stage_start_ = 0;  // seconds, when the current stage began
  const char* stage_ = nullptr;
  double sweep_start_ = -1;  // seconds, when a sweep's first progress came
};

}  // namespace nmf::app
