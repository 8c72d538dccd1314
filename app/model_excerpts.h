#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "console.h"
#include "nmf/model/load_model.h"

namespace nmf::app {

/// The beginnings of some documents of a model, by row of W, read from its corpus with progress.
///
/// They are a service: where the recorded corpus is gone or has changed there are none, and a note
/// says so; a corpus that is a matrix has none.
/// \param given  CONFIG of --corpus; then what is wrong with it is an IoError
std::map<std::int64_t, std::string> model_excerpts(const Model& model,
                                                   const std::optional<std::string>& given,
                                                   const std::vector<std::int64_t>& rows,
                                                   Console& console);

}  // namespace nmf::app
