#include "nmf/evaluation/window_counter.h"

#include <algorithm>
#include <functional>

namespace nmf {

void WindowCounts::add(const WindowCounts& others) {
  windows += others.windows;
  std::transform(terms.begin(), terms.end(), others.terms.begin(), terms.begin(), std::plus<>());
  std::transform(pairs.begin(), pairs.end(), others.pairs.begin(), pairs.begin(), std::plus<>());
}

WindowCounter::WindowCounter(const TopicPairs& pairs, std::int64_t size)
    : pairs_(pairs), size_(size), since_(pairs.terms(), -1), present_(pairs.topics()) {
  counts_.terms.assign(pairs.terms(), 0);
  counts_.pairs.assign(pairs.pairs(), 0);
}

void WindowCounter::add(std::int64_t length, std::span<const detail::TermPlace> places) {
  const std::int64_t last = std::max<std::int64_t>(length - size_, 0);  // window, from 0
  counts_.windows += last + 1;
  std::size_t in = 0, out = 0;  // the next to come and to go
  for (; in < places.size() && places[in].position < size_; ++in) enter(places[in].term, 0);
  for (; out < places.size();) {
    // Of two in one step the token that leaves goes first.
    const std::int64_t leaves = places[out].position + 1;
    const bool comes = in < places.size() && places[in].position - size_ + 1 < leaves;
    const std::int64_t window = comes ? places[in].position - size_ + 1 : leaves;
    if (window > last) break;
    if (comes) {
      enter(places[in++].term, window);
    } else {
      leave(places[out++].term, window);
    }
  }
  for (; out < places.size(); ++out) leave(places[out].term, last + 1);
}

void WindowCounter::enter(std::int32_t term, std::int64_t window) {
  std::int64_t& since = since_[static_cast<std::size_t>(term)];
  if (since >= 0) return;
  since = window;
  for (const TopicPairs::Seat& seat : pairs_.seats(term))
    present_[static_cast<std::size_t>(seat.topic)].push_back({seat.place, window});
}

/// \param window  the first one without the term
void WindowCounter::leave(std::int32_t term, std::int64_t window) {
  std::int64_t& since = since_[static_cast<std::size_t>(term)];
  if (since < 0) return;
  counts_.terms[static_cast<std::size_t>(term)] += window - since;
  for (const TopicPairs::Seat& seat : pairs_.seats(term)) {
    auto& present = present_[static_cast<std::size_t>(seat.topic)];
    const auto self = std::find_if(present.begin(), present.end(),
                                   [&](const Present& other) { return other.place == seat.place; });
    *self = present.back();
    present.pop_back();
    for (const Present& other : present)
      counts_.pairs[pairs_.pair(seat.topic, seat.place, other.place)] +=
          window - std::max(since, other.since);
  }
  since = -1;
}

}  // namespace nmf
