#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "nmf/evaluation/recommend.h"
#include "nmf/evaluation/select.h"

namespace nmf {

/// A line per K under a header: k, residual (of the best fit), held_out_error and its
/// held_out_standard_error, stability (Stability::matched_cosine), silhouette, u_mass, diversity
/// (of the best fit), seconds (of all fits). What is not known is empty.
std::string select_csv(const std::vector<Candidate>& candidates);

/// The same for people, in columns, the recommended K marked and its reasons below.
std::string select_text(const std::vector<Candidate>& candidates,
                        const Recommendation& recommendation);

/// Everything: a list `candidates` with the figures of select_csv, every fit and every fold, the
/// options of the sweep and the `recommendation`. `format_version` is 1.
nlohmann::ordered_json select_json(const std::vector<Candidate>& candidates,
                                   const Recommendation& recommendation,
                                   const SelectOptions& options);

}  // namespace nmf
