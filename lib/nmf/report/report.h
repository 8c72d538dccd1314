#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "nmf/model/load_model.h"
#include "nmf/report/flat_json.h"
#include "nmf/report/history_curve.h"
#include "nmf/report/select_curves.h"

namespace nmf {

/// What a report shows beside the model; empty where there is nothing.
struct ReportExtras {
  std::vector<std::string> names = {};                ///< [K], see read_topic_names; or empty
  std::map<std::int64_t, std::string> excerpts = {};  ///< row of W -> beginning of the document
  HistoryCurves history = {};
  Rows input = {};  ///< input.json
  std::optional<SelectCurves> select = {};
};

/// Rows of W whose excerpts the report shows: the most typical documents of each topic. Rising.
std::vector<std::int64_t> report_documents(const Model& model);

/// A page for the browser about one model: topics with the relevance of their terms, a map of them,
/// documents and labels, convergence, input, settings. One file that asks for nothing: styles and
/// scripts are in it, its content security policy allows those alone, foreign text is escaped.
/// The same model and extras give the same bytes, whatever the number of threads.
/// \param threads  0: all
/// Throws IoError if the model's configuration is no JSON object.
/// Cost: O(K V log V) time, O(K V) memory, and a logarithm for each term and two topics that have
/// it.
std::string report_html(const Model& model, const ReportExtras& extras, int threads = 0);

}  // namespace nmf
