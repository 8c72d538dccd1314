#include "nmf/report/label_rows.h"

#include <algorithm>
#include <utility>

namespace nmf {

LabelRows label_rows(const Model& model, std::size_t most) {
  LabelRows table{label_table(model), 0};
  if (table.rows.size() <= most) return table;
  table.left_out = static_cast<std::int64_t>(table.rows.size() - most);
  std::stable_sort(table.rows.begin(), table.rows.end(),
                   [](const LabelRow& a, const LabelRow& b) { return a.documents > b.documents; });
  table.rows.resize(most);
  std::sort(table.rows.begin(), table.rows.end(),
            [](const LabelRow& a, const LabelRow& b) { return a.label < b.label; });
  return table;
}

}  // namespace nmf
