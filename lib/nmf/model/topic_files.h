#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "nmf/model/model.h"

namespace nmf {

/// Topics for people, one a line: number, share in per cent, terms (printable) after commas.
std::string topics_text(const std::vector<Topic>& topics);

/// Topics for programs: `topics`, a list of `topic`, `share` and `terms`, a list of `term`,
/// `weight`.
nlohmann::ordered_json topics_json(const std::vector<Topic>& topics);

}  // namespace nmf
