#include "nmf/evaluation/topic_terms.h"

#include <algorithm>
#include <stdexcept>
#include <string_view>
#include <unordered_map>

namespace nmf {

TopicTerms number_terms(const std::vector<TermList>& topics, std::int64_t most) {
  if (most < 1) throw std::invalid_argument("number_terms: a topic has at least one term");
  TopicTerms numbered;
  std::unordered_map<std::string_view, std::int32_t> number_of;
  for (const TermList& topic : topics) {
    std::vector<std::int32_t>& numbers = numbered.topics.emplace_back();
    for (std::size_t i = 0; i < topic.size() && std::ssize(numbers) < most; ++i) {
      const auto [found, is_new] =
          number_of.emplace(topic[i], static_cast<std::int32_t>(number_of.size()));
      if (is_new) numbered.terms.push_back(topic[i]);
      numbers.push_back(found->second);
    }
  }
  return numbered;
}

TopicPairs::TopicPairs(const std::vector<std::vector<std::int32_t>>& topics, std::size_t terms)
    : first_pair_{0} {
  std::vector<std::vector<Seat>> seats(terms);
  for (std::size_t t = 0; t < topics.size(); ++t) {
    std::int32_t places = 0;
    for (const std::int32_t term : topics[t]) {
      auto& of_term = seats[static_cast<std::size_t>(term)];
      const auto topic = static_cast<std::int32_t>(t);
      if (of_term.empty() || of_term.back().topic != topic) of_term.push_back({topic, places++});
    }
    const auto distinct = static_cast<std::size_t>(places);
    first_pair_.push_back(first_pair_.back() + (distinct == 0 ? 0 : distinct * (distinct - 1) / 2));
  }
  first_seat_.push_back(0);
  for (const auto& of_term : seats) {
    seats_.insert(seats_.end(), of_term.begin(), of_term.end());
    first_seat_.push_back(seats_.size());
  }
}

std::int32_t TopicPairs::place(std::int32_t topic, std::int32_t term) const {
  const std::span<const Seat> all = seats(term);
  const auto seat = std::lower_bound(all.begin(), all.end(), topic,
                                     [](const Seat& s, std::int32_t t) { return s.topic < t; });
  if (seat == all.end() || seat->topic != topic)
    throw std::logic_error("TopicPairs: the topic has no such term");
  return seat->place;
}

}  // namespace nmf
