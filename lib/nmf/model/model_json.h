#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "nmf/model/model.h"

namespace nmf {

/// Of a model directory (docs/model-format.md). Raised where an older reader would be wrong.
inline constexpr int kModelFormatVersion = 1;

/// What model.json says, all but `files`: the settings, the inputs and the result in figures. The
/// same inputs give the same text: neither time nor machine is in it.
nlohmann::ordered_json model_json(const Factorization& factorization, const Tfidf& tfidf,
                                  const nlohmann::ordered_json& config, const ModelRecord& record);

/// JSON as our files have it: indented by two, a final newline, bytes that are no UTF-8 as U+FFFD.
std::string json_text(const nlohmann::ordered_json& json);

}  // namespace nmf
