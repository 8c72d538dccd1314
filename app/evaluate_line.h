#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace nmf::app {

enum class EvaluationFormat { text, json };

/// What `nmf evaluate` was asked for.
struct EvaluateLine {
  std::optional<std::string> model;   ///< directory
  std::optional<std::string> topics;  ///< path of topics that were made elsewhere
  std::optional<std::string> corpus;  ///< path of the CONFIG whose corpus is counted
  std::int64_t top = 10;              ///< terms of a topic
  EvaluationFormat format = EvaluationFormat::text;
  std::optional<std::string> threads;  ///< an integer; none: as the configuration says
  bool quiet = false;
  bool help = false;  ///< the help was asked for, and printed
};

/// Throws UsageError; of options too that name neither topics nor documents.
EvaluateLine parse_evaluate_line(int argc, const char* const* argv);

}  // namespace nmf::app
