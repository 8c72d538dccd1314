#pragma once

#include <cstdint>
#include <string>

#include "nmf/factorization/initialize.h"
#include "nmf/factorization/options.h"

namespace nmf {

/// The factors of options.init_file, converted to options.dtype.
/// Throws IoError: a file that can't be read; shapes that are not [documents, K] and [K, terms]
/// with K = options.n_components; entries that are not finite or do not fit the dtype, or are below
/// 0 unless keeps_signs.
Factors file_start(std::int64_t documents, std::int64_t terms, const FactorizationOptions& options,
                   const std::string& device);

}  // namespace nmf
