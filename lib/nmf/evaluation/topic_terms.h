#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace nmf {

/// The terms of a topic, by falling weight.
using TermList = std::vector<std::string>;

/// The terms of some topics, with numbers in place of the terms themselves.
struct TopicTerms {
  std::vector<std::string> terms;                 ///< distinct, by first appearance
  std::vector<std::vector<std::int32_t>> topics;  ///< each topic's terms, as listed
};

/// Numbers the terms of topics.
/// \param most  terms of a topic, the first of those listed; the others are left out. >= 1
TopicTerms number_terms(const std::vector<TermList>& topics, std::int64_t most = 10);

/// The pairs of distinct terms of each topic: which number the count of a pair has.
class TopicPairs {
 public:
  /// A term as one of a topic's.
  struct Seat {
    std::int32_t topic;
    std::int32_t place;  // among the topic's distinct terms
  };

  explicit TopicPairs(const TopicTerms& topics) : TopicPairs(topics.topics, topics.terms.size()) {}
  /// \param topics  as TopicTerms has them; \param terms  how many numbers there are
  TopicPairs(const std::vector<std::vector<std::int32_t>>& topics, std::size_t terms);

  /// In which topics a term is.
  [[nodiscard]] std::span<const Seat> seats(std::int32_t term) const {
    const auto i = static_cast<std::size_t>(term);
    return std::span(seats_).subspan(first_seat_[i], first_seat_[i + 1] - first_seat_[i]);
  }

  /// The place of a term in a topic that has it.
  [[nodiscard]] std::int32_t place(std::int32_t topic, std::int32_t term) const;

  /// The number of the pair of two different places of a topic, in either order.
  [[nodiscard]] std::size_t pair(std::int32_t topic, std::int32_t a, std::int32_t b) const {
    const auto less = static_cast<std::size_t>(a < b ? a : b);
    const auto more = static_cast<std::size_t>(a < b ? b : a);
    return first_pair_[static_cast<std::size_t>(topic)] + more * (more - 1) / 2 + less;
  }

  [[nodiscard]] std::size_t pairs() const { return first_pair_.back(); }
  [[nodiscard]] std::size_t topics() const { return first_pair_.size() - 1; }
  [[nodiscard]] std::size_t terms() const { return first_seat_.size() - 1; }

 private:
  std::vector<Seat> seats_;              // term after term
  std::vector<std::size_t> first_seat_;  // [terms + 1]
  std::vector<std::size_t> first_pair_;  // [topics + 1]
};

}  // namespace nmf
