#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace nmf {

/// JSON as our files have it: indented by two, a final newline, bytes that are no UTF-8 as U+FFFD.
std::string json_text(const nlohmann::ordered_json& json);

}  // namespace nmf
