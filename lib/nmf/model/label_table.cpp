#include "nmf/model/label_table.h"

#include <map>

#include "nmf/model/positive_factors.h"

namespace nmf {

std::vector<LabelRow> label_table(const Model& model) {
  const std::vector<double> masses = topic_masses(model);
  std::map<std::string_view, LabelRow> rows;
  for_each_document(model, [&](std::int64_t d, std::span<const double> weights) {
    const std::string& label = model.documents[static_cast<std::size_t>(d)].label;
    if (label.empty()) return;
    LabelRow& row = rows[label];
    row.shares.resize(masses.size());
    ++row.documents;
    for (std::size_t k = 0; k < masses.size(); ++k) row.shares[k] += weights[k] * masses[k];
  });
  std::vector<LabelRow> table;
  for (auto& [label, row] : rows) {
    row.label = label;
    double total = 0;
    for (const double share : row.shares) total += share;
    for (double& share : row.shares) share = total > 0 ? share / total : 0.0;
    table.push_back(std::move(row));
  }
  return table;
}

}  // namespace nmf
