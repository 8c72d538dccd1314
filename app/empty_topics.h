#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "nmf/factorization/options.h"

namespace nmf::app {

/// "3 of 5 topics are empty: " and why, for whoever would take them for topics; none if none is.
/// \param empty            nmf::empty_topics
/// \param documents, terms  of X
std::optional<std::string> empty_topics_note(std::int64_t empty,
                                             const FactorizationOptions& options,
                                             std::int64_t documents, std::int64_t terms);

}  // namespace nmf::app
