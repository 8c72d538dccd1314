#pragma once

#include <cstdint>
#include <vector>

#include "nmf/model/label_table.h"

namespace nmf {

/// Topics against labels, as many labels as one can look at.
struct LabelRows {
  std::vector<LabelRow> rows;  ///< by label in byte order, see label_table
  std::int64_t left_out = 0;   ///< labels with fewer documents than those; ties by label
};

/// \param most  labels
LabelRows label_rows(const Model& model, std::size_t most = 60);

}  // namespace nmf
