#pragma once

#include <cstdint>
#include <vector>

#include "nmf/model/load_model.h"

namespace nmf {

struct TypicalDocument {
  std::int64_t row = 0;  ///< of W, and in Model::documents
  double weight = 0;     ///< W_dk
  double share = 0;      ///< of the document: W_dk sum_v H_kv over its sum over all k
};

/// The documents that have the most of each topic, by falling W_dk, ties by row; only such with
/// some. Rows of X have the same norm by default, so a weight tells how far a document is about the
/// topic, not how long it is. \param count  documents a topic, at most \return [K]
std::vector<std::vector<TypicalDocument>> typical_documents(const Model& model, std::int64_t count);

}  // namespace nmf
