#pragma once

#include <ATen/ops/tensor.h>

#include "nmf/model/load_model.h"

namespace nmf::test {

/// Four documents, three terms, two topics, all sums and ratios exact. Topic 1 has the larger
/// share: masses 2 and 4; sums of W above zero 3 and 2; shares 6 and 8 of 14.
inline Model hand_made_model() {
  Model model;
  model.W = at::tensor({1.0, 0.0, 2.0, 1.0, -1.0, 1.0, 0.0, 0.0}, at::kDouble).reshape({4, 2});
  // H = [[1, 1, -3], [0, 1, 3]]
  model.H = at::tensor({1.0, 0.0, 1.0, 1.0, -3.0, 3.0}, at::kDouble).reshape({3, 2}).t();
  model.vocabulary = {"alpha", "beta", "gamma"};
  model.documents = {{"a", "x"}, {"b", "x"}, {"c", "y"}, {"d", "z"}};
  model.idf = {1, 1, 1};
  model.document_length = {2, 4, 2, 0};
  model.term_frequency = {2, 2, 4};
  model.document_frequency = {2, 2, 2};
  model.directory = "/no/such/model";
  return model;
}

}  // namespace nmf::test
