#pragma once

#include <cstddef>
#include <vector>

#include "nmf/evaluation/select.h"

namespace nmf::test {

/// A number of components as a sweep of five folds and two seeds might have found it.
/// \param error   mean held-out error; the folds lie `spread` around it
/// \param cosine  of matched topics; below 0: not known
inline Candidate candidate(std::int64_t k, double error, double cosine = 0.9,
                           double spread = 0.001) {
  Candidate c;
  c.k = k;
  for (std::int32_t fold = 0; fold < 5; ++fold)
    c.folds.push_back({k, fold, {error + spread * (fold - 2), 1}, 0.25});
  for (std::uint64_t seed = 0; seed < 2; ++seed)
    c.fits.push_back({k, seed, 40, true, 8.0 + static_cast<double>(seed), 4, -1.5, 0.75, 0.5});
  if (cosine >= 0) c.stability = Stability{cosine, cosine / 2};
  return c;
}

}  // namespace nmf::test
