#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace nmf::config {

/// A value without maps as YAML on one line, such that reading it gives the value back: doubles
/// keep a decimal point, strings are quoted where they need it.
std::string to_yaml_text(const nlohmann::ordered_json& value);

}  // namespace nmf::config
