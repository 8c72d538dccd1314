#include "nmf/evaluation/model_topics.h"

#include <cstddef>

#include "nmf/model/model.h"

namespace nmf {

ModelTopics topics_of_model(const at::Tensor& W, const at::Tensor& H,
                            const std::vector<std::string>& vocabulary, std::int64_t most) {
  const std::vector<Topic> topics = top_topics(W, H, vocabulary, most);
  ModelTopics all;
  all.terms.resize(topics.size());
  for (const Topic& topic : topics) {
    all.listing.push_back(topic.topic);
    for (const TopicTerm& term : topic.terms)
      if (term.weight > 0) all.terms[static_cast<std::size_t>(topic.topic)].push_back(term.term);
  }
  return all;
}

}  // namespace nmf
