#pragma once

#include <nlohmann/json_fwd.hpp>

#include "nmf/evaluation/select.h"

namespace nmf {

/// One fit, one fold and the stability of one K as select.json and the state of a sweep have them.
nlohmann::ordered_json fit_json(const FitScores& fit);
nlohmann::ordered_json fold_json(const FoldScores& fold);
nlohmann::ordered_json stability_json(const Stability& stability);

/// The same read back, to the same bits. Throw nlohmann::json::exception for anything else.
FitScores fit_of(const nlohmann::ordered_json& json);
FoldScores fold_of(const nlohmann::ordered_json& json);
Stability stability_of(const nlohmann::ordered_json& json);

/// null for none.
nlohmann::ordered_json number_or_null(const std::optional<double>& value);

}  // namespace nmf
