#pragma once

#include <filesystem>

#include "nmf/model/load_model.h"

namespace nmf {

/// Reads factors.safetensors into W, H, idf and the three counts of `model`, whose vocabulary and
/// documents are there already.
/// \param components  K
/// Throws ModelError: no such file (SafetensorsFile says why), a tensor that is missing, of another
/// type or shape, a number that is not finite or out of its range.
void load_factors(const std::filesystem::path& path, std::int64_t components, Model& model);

}  // namespace nmf
