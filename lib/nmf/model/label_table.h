#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nmf/model/load_model.h"

namespace nmf {

struct LabelRow {
  std::string label;
  std::int64_t documents = 0;  ///< that have the label
  /// [K] sum over them of W_dk sum_v H_kv, as a share of that of all k; all 0 where there is none.
  std::vector<double> shares;
};

/// Topics against labels, by label in byte order. Documents without a label are left out; a corpus
/// without labels has no rows.
std::vector<LabelRow> label_table(const Model& model);

}  // namespace nmf
