#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "nmf/model/load_model.h"

namespace nmf {

/// How documents divide themselves among the topics, W_dk sum_v H_kv being what document d has of
/// topic k; entries below 0 count as 0.
struct DocumentMixture {
  /// Documents whose largest topic has up to a tenth of them, two tenths, ... all.
  std::array<std::int64_t, 10> largest{};
  std::vector<std::int64_t> dominated;  ///< [K] documents that have the topic as their largest,
                                        ///< ties to the lower number
  std::int64_t without = 0;             ///< documents without any topic
};

DocumentMixture document_mixture(const Model& model);

}  // namespace nmf
