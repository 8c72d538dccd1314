// Lists of topics, as evaluate --topics reads them. Input: what stands between terms (0: blanks, 1:
// tabs); the file.

#include <cstdint>
#include <set>

#include "nmf/core/utf8.h"
#include "nmf/evaluation/topic_lists.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/memory_stream.h"

using namespace nmf;

namespace {

/// Blank lines first and `\r\n` as the ends, so that no term is taken for a mark or part of an end.
std::string written(const std::vector<TermList>& topics) {
  std::string file;
  for (const TermList& topic : topics) {
    file += "\r\n";
    for (const std::string& term : topic) file.append("\t").append(term);
  }
  return file + "\r\n";
}

void require_terms(const TermList& topic, TermSeparator separator) {
  const std::string_view never = separator == TermSeparator::tabs ? "\t\n" : " \t\n";
  fuzz::require(topic.size() >= 2, "a topic has two terms");
  for (const std::string& term : topic) {
    fuzz::require(!term.empty() && is_valid_utf8(term), "terms are UTF-8");
    fuzz::require(term.find_first_of(never) == std::string::npos, "terms hold no separator");
  }
}

/// Each pair of two terms of one topic has a number of its own.
void require_numbered(const std::vector<TermList>& topics) {
  const TopicTerms numbered = number_terms(topics);
  fuzz::require(numbered.topics.size() == topics.size(), "no topic is lost");
  const TopicPairs pairs(numbered);
  std::set<std::size_t> seen;
  std::size_t expected = 0;
  for (std::size_t t = 0; t < topics.size(); ++t) {
    const auto topic = static_cast<std::int32_t>(t);
    const std::set<std::int32_t> distinct(numbered.topics[t].begin(), numbered.topics[t].end());
    expected += distinct.size() * (distinct.size() - 1) / 2;
    for (const std::int32_t a : distinct)
      for (const std::int32_t b : distinct)
        if (a < b) seen.insert(pairs.pair(topic, pairs.place(topic, a), pairs.place(topic, b)));
  }
  fuzz::require(seen.size() == expected && pairs.pairs() == expected, "one number a pair");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  static fuzz::MemoryFile file;
  const TermSeparator separator = input.flip() ? TermSeparator::tabs : TermSeparator::blanks;
  const std::string& path = file.hold(input.rest());
  fuzz::may_refuse([&] {
    const std::vector<TermList> topics = read_topic_lists(path, separator);
    fuzz::require(!topics.empty(), "there is a topic");
    for (const TermList& topic : topics) require_terms(topic, separator);
    test::MemoryStream again(written(topics));
    fuzz::require(read_topic_lists("again", again, separator) == topics, "topics read back");
    require_numbered(topics);
  });
  return 0;
}
