#include "nmf/corpus/ldac_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "nmf/core/error.h"
#include "nmf/core/plural.h"
#include "nmf/core/quote.h"
#include "nmf/corpus/number_words.h"

namespace nmf::detail {
namespace {

struct Pair {
  std::int64_t term;
  std::int64_t count;
};

std::optional<Pair> parse_pair(std::string_view word) {
  const std::size_t colon = word.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto term = parse_integer(word.substr(0, colon));
  const auto count = parse_integer(word.substr(colon + 1));
  if (!term || !count) return std::nullopt;
  return Pair{*term, *count};
}

TermCount checked_pair(std::string_view word, const std::string& here, std::int64_t vocabulary) {
  constexpr std::int64_t kLargest = std::numeric_limits<std::int32_t>::max();
  const auto pair = parse_pair(word);
  if (!pair) {
    throw IoError(
        fmt::format("{}: got {}, expected TERM:COUNT in whole numbers", here, quote(word)));
  }
  if (pair->term < 0 || pair->term >= vocabulary) {
    throw IoError(
        fmt::format("{}: got {}, but the vocabulary has {}: expected a term in "
                    "0 .. {}; is it the right corpus.vocabulary?",
                    here, quote(word), plural(vocabulary, "term"), vocabulary - 1));
  }
  if (pair->count < 1 || pair->count > kLargest) {
    throw IoError(
        fmt::format("{}: got {}, expected a count in 1 .. {}", here, quote(word), kLargest));
  }
  return {static_cast<std::int32_t>(pair->term), static_cast<std::int32_t>(pair->count)};
}

}  // namespace

void parse_ldac_line(std::string_view line, const std::string& here, std::int64_t vocabulary,
                     std::vector<TermCount>& row) {
  const std::string_view first = next_word(line);
  const auto pairs = parse_integer(first);
  if (!pairs || *pairs < 0) {
    throw IoError(fmt::format("{}: got {}, expected the number of TERM:COUNT pairs that follow",
                              here, quote(first)));
  }
  row.clear();
  for (std::string_view word = next_word(line); !word.empty(); word = next_word(line)) {
    row.push_back(checked_pair(word, here, vocabulary));
  }
  if (*pairs != static_cast<std::int64_t>(row.size())) {
    throw IoError(
        fmt::format("{}: announces {} TERM:COUNT pairs, has {}", here, first, row.size()));
  }
  std::sort(row.begin(), row.end(),
            [](const TermCount& a, const TermCount& b) { return a.term < b.term; });
  const auto same_term = [](const TermCount& a, const TermCount& b) { return a.term == b.term; };
  const auto twice = std::adjacent_find(row.begin(), row.end(), same_term);
  if (twice != row.end()) {
    throw IoError(fmt::format("{}: term {} comes twice; add its counts up", here, twice->term));
  }
}

bool looks_like_ldac(std::string_view line) {
  const auto announced = parse_integer(next_word(line));
  std::int64_t pairs = 0;
  for (std::string_view word = next_word(line); !word.empty(); word = next_word(line)) {
    if (!parse_pair(word)) return false;
    ++pairs;
  }
  return announced == pairs;
}

}  // namespace nmf::detail
