#include "nmf/model/typical_documents.h"

#include <algorithm>
#include <cstddef>
#include <stdexcept>

#include "nmf/model/positive_factors.h"

namespace nmf {
namespace {

bool comes_first(const TypicalDocument& a, const TypicalDocument& b) {
  return a.weight != b.weight ? a.weight > b.weight : a.row < b.row;
}

/// Keeps the `count` first of all that it is given, as a heap with the last of them on top.
void offer(std::vector<TypicalDocument>& kept, std::size_t count, const TypicalDocument& document) {
  if (kept.size() == count) {
    if (!comes_first(document, kept.front())) return;
    std::pop_heap(kept.begin(), kept.end(), comes_first);
    kept.pop_back();
  }
  kept.push_back(document);
  std::push_heap(kept.begin(), kept.end(), comes_first);
}

}  // namespace

std::vector<std::vector<TypicalDocument>> typical_documents(const Model& model,
                                                            std::int64_t count) {
  if (count < 0) throw std::invalid_argument("typical_documents: a count below 0");
  const std::vector<double> masses = topic_masses(model);
  std::vector<std::vector<TypicalDocument>> all(masses.size());
  if (count == 0) return all;
  for_each_document(model, [&](std::int64_t d, std::span<const double> weights) {
    double total = 0;
    for (std::size_t k = 0; k < masses.size(); ++k) total += weights[k] * masses[k];
    for (std::size_t k = 0; k < masses.size(); ++k) {
      if (weights[k] <= 0) continue;
      const double share = total > 0 ? weights[k] * masses[k] / total : 0.0;
      offer(all[k], static_cast<std::size_t>(count), {d, weights[k], share});
    }
  });
  for (auto& documents : all) std::sort_heap(documents.begin(), documents.end(), comes_first);
  return all;
}

}  // namespace nmf
