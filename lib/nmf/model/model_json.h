#pragma once

#include <nlohmann/json_fwd.hpp>

#include "nmf/model/model.h"

namespace nmf {

/// What model.json says, all but `files`: the settings, the inputs and the result in figures. The
/// same inputs give the same text: neither time nor machine is in it.
nlohmann::ordered_json model_json(const Factorization& factorization, const Tfidf& tfidf,
                                  const nlohmann::ordered_json& config, const ModelRecord& record);

}  // namespace nmf
