#pragma once

#include <string>

#include "nmf/text/input_report.h"

namespace nmf {

/// Where a report's corpus came from and how fast.
struct InputSource {
  std::string path;    ///< absolute, or `-`
  std::string format;  ///< as a configuration names it
  double seconds = 0;  ///< from opening the corpus to the finished X
};

/// The report as JSON text, for `input.json`. What was done about each kind of document stands
/// beside its number.
std::string input_json(const InputReport& report, const InputSource& source);

/// What a person should know of the report: one sentence each, none if there is nothing to say.
std::vector<std::string> input_notes(const InputReport& report);

}  // namespace nmf
