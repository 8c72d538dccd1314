#pragma once

#include <nlohmann/json_fwd.hpp>

#include "nmf/report/report.h"

namespace nmf {

/// Most typical documents of a topic in the report.
inline constexpr std::int64_t kTypicalDocuments = 6;

/// All that the scripts of the page draw, as one value; page/main.js is its reader. Topics come by
/// falling share. Numbers are rounded to what is seen.
nlohmann::ordered_json report_payload(const Model& model, const ReportExtras& extras, int threads);

}  // namespace nmf
