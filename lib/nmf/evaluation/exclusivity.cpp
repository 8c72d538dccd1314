#include "nmf/evaluation/exclusivity.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string_view>
#include <unordered_map>

#include "nmf/model/row_blocks.h"

namespace nmf {
namespace {

/// The column of each of the topics' terms.
std::vector<std::size_t> columns_of(const TopicTerms& topics,
                                    const std::vector<std::string>& vocabulary) {
  std::unordered_map<std::string_view, std::size_t> number_of;
  for (std::size_t i = 0; i < topics.terms.size(); ++i) number_of.emplace(topics.terms[i], i);
  std::vector<std::size_t> columns(topics.terms.size(), vocabulary.size());
  for (std::size_t v = 0; v < vocabulary.size(); ++v)
    if (const auto found = number_of.find(vocabulary[v]); found != number_of.end())
      columns[found->second] = v;
  if (std::find(columns.begin(), columns.end(), vocabulary.size()) != columns.end())
    throw std::invalid_argument("exclusivity: a term of the topics is not in the vocabulary");
  return columns;
}

/// P(term | topic) of some columns, topic after topic. [K][columns]
std::vector<std::vector<double>> probabilities(const at::Tensor& H,
                                               const std::vector<std::size_t>& columns) {
  std::vector<std::vector<double>> all;
  for_each_row_block(H, [&](std::int64_t /*first*/, const at::Tensor& block) {
    const at::Tensor wide = block.to(at::kDouble);
    const double* weights = wide.const_data_ptr<double>();
    for (std::int64_t row = 0; row < wide.size(0); ++row, weights += wide.size(1)) {
      double sum = 0;
      for (std::int64_t v = 0; v < wide.size(1); ++v) sum += std::max(0.0, weights[v]);
      auto& of_row = all.emplace_back(columns.size(), 0.0);
      for (std::size_t i = 0; i < columns.size() && sum > 0; ++i)
        of_row[i] = std::max(0.0, weights[columns[i]]) / sum;
    }
  });
  return all;
}

}  // namespace

Score exclusivity(const at::Tensor& H, const std::vector<std::string>& vocabulary,
                  const TopicTerms& topics) {
  if (H.dim() != 2 || H.size(0) != std::ssize(topics.topics) || H.size(1) != std::ssize(vocabulary))
    throw std::invalid_argument(
        "exclusivity: H [K, V], vocabulary [V] and topics [K] do not match");
  const std::vector<std::vector<double>> p = probabilities(H, columns_of(topics, vocabulary));
  std::vector<double> of_all(topics.terms.size(), 0.0);  // sum over the topics
  for (const auto& of_topic : p)
    std::transform(of_topic.begin(), of_topic.end(), of_all.begin(), of_all.begin(), std::plus<>());

  Score score;
  double sum_of_topics = 0;
  std::int64_t scored = 0;
  for (std::size_t k = 0; k < topics.topics.size(); ++k) {
    auto& value = score.topics.emplace_back();
    if (topics.topics[k].empty()) continue;
    double sum = 0;
    for (const std::int32_t term : topics.topics[k]) {
      const auto i = static_cast<std::size_t>(term);
      sum += of_all[i] > 0 ? p[k][i] / of_all[i] : 0;
    }
    value = sum / static_cast<double>(topics.topics[k].size());
    sum_of_topics += *value;
    ++scored;
  }
  if (scored > 0) score.mean = sum_of_topics / static_cast<double>(scored);
  return score;
}

}  // namespace nmf
