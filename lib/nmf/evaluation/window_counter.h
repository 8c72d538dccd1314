#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "nmf/evaluation/topic_terms.h"
#include "nmf/text/term_finder.h"

namespace nmf {

/// In how many windows terms occur.
struct WindowCounts {
  std::int64_t windows = 0;
  std::vector<std::int64_t> terms;  ///< windows with each term
  std::vector<std::int64_t> pairs;  ///< windows with both of each pair, as TopicPairs numbers them

  void add(const WindowCounts& others);
};

/// Counts the windows of documents in which the terms of topics occur, and pairs of one topic's.
///
/// A window slides over a document token by token; a document that is shorter, or empty, is one
/// window. As in gensim, a token that leaves the window takes its term out of it even where the
/// term still stands there: until that term comes in again, it does not count.
///
/// Only where a term of a topic comes or goes does anything change, so the work follows the number
/// of such tokens, not that of windows.
/// Source: gensim 4.4, topic_coherence/text_analysis.py, WordOccurrenceAccumulator. Its slow twin,
/// window by window, is in the tests.
class WindowCounter {
 public:
  /// A window that no document fills: every document is one.
  static constexpr std::int64_t kWholeDocument = std::numeric_limits<std::int64_t>::max();

  /// \param pairs  outlives the counter
  /// \param size   tokens of a window, >= 1
  WindowCounter(const TopicPairs& pairs, std::int64_t size);

  /// \param length  tokens of the document
  /// \param places  of the topics' terms in it, by rising position
  void add(std::int64_t length, std::span<const detail::TermPlace> places);

  [[nodiscard]] const WindowCounts& counts() const { return counts_; }

 private:
  /// A term of a topic that is in the window, and since when.
  struct Present {
    std::int32_t place;
    std::int64_t since;
  };
  void enter(std::int32_t term, std::int64_t window);
  void leave(std::int32_t term, std::int64_t window);

  const TopicPairs& pairs_;
  std::int64_t size_;
  std::vector<std::int64_t> since_;            // of each term; negative: not in the window
  std::vector<std::vector<Present>> present_;  // of each topic
  WindowCounts counts_;
};

}  // namespace nmf
