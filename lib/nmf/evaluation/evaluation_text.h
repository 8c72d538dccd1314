#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "nmf/evaluation/evaluate.h"

namespace nmf {

/// An evaluation for people: a topic a line, scores in columns, `-` where there is none, then the
/// means, for a model also residual and explained share.
std::string evaluation_text(const Evaluation& evaluation);

/// An evaluation for programs: `u_mass`, `c_v`, `c_uci`, `c_npmi`, `diversity` and `exclusivity`,
/// each with `mean` and `topics` (by topic's number, null where a topic has none) or null as a
/// whole; `residual`, `explained`, `top`, `corpus`, `topics`, `notes`. Never NaN.
nlohmann::ordered_json evaluation_json(const Evaluation& evaluation);

}  // namespace nmf
