#include "nmf/report/document_mixture.h"

#include <algorithm>
#include <cstddef>
#include <span>

#include "nmf/model/positive_factors.h"

namespace nmf {

DocumentMixture document_mixture(const Model& model) {
  const std::vector<double> masses = topic_masses(model);
  DocumentMixture mixture;
  mixture.dominated.assign(masses.size(), 0);
  for_each_document(model, [&](std::int64_t /*d*/, std::span<const double> weights) {
    double total = 0, largest = 0;
    std::size_t topic = 0;
    for (std::size_t k = 0; k < masses.size(); ++k) {
      const double has = weights[k] * masses[k];
      total += has;
      if (has > largest) {
        largest = has;
        topic = k;
      }
    }
    if (total <= 0) {
      ++mixture.without;
      return;
    }
    ++mixture.dominated[topic];
    const auto tenth = static_cast<std::size_t>(10 * largest / total);
    ++mixture.largest[std::min(tenth, mixture.largest.size() - 1)];
  });
  return mixture;
}

}  // namespace nmf
