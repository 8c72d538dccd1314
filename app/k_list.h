#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace nmf::app {

/// The numbers that a list such as `5,10,20`, `5:50:5` (START:STOP:STEP, STOP included where a step
/// meets it; without STEP: 1) or `2,5:20:5` names, rising, each once.
/// Throws UsageError for what is no such list, ConfigError for a number below 1 and for more than a
/// thousand numbers.
std::vector<std::int64_t> parse_k_list(const std::string& text);

}  // namespace nmf::app
