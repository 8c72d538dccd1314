#include "nmf/text/term_finder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nmf::detail {

static bool operator==(const TermPlace& a, const TermPlace& b) {
  return a.position == b.position && a.term == b.term;
}
static void PrintTo(const TermPlace& place, std::ostream* out) {
  *out << place.position << ": " << place.term;
}

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(TermFinder, FindsTermsWithTheirPlacesAmongAllThatAreNoStopWords) {
  TermFinder finder({}, {"the"}, {"dog", "cat"});
  std::vector<TermPlace> places;
  EXPECT_EQ(finder.find("The cat saw the Dog; the cat ran", places), 5);
  EXPECT_THAT(places, ElementsAre(TermPlace{0, 1}, TermPlace{2, 0}, TermPlace{3, 1}));
  EXPECT_EQ(finder.find("no such thing", places), 3);
  EXPECT_THAT(places, IsEmpty());
  EXPECT_EQ(finder.find("", places), 0);
}

TEST(TermFinder, NeverFindsAStopWord) {
  TermFinder finder({}, {"the"}, {"the", "cat"});
  std::vector<TermPlace> places;
  EXPECT_EQ(finder.find("the cat", places), 1);
  EXPECT_THAT(places, ElementsAre(TermPlace{0, 1}));
}

TEST(TermFinder, FindsTermsOfSeveralWordsBehindThoseOfOne) {
  VectorizerOptions options;
  options.ngram_range = {1, 2};
  TermFinder finder(options, {}, {"red fox", "fox"});
  std::vector<TermPlace> places;
  EXPECT_EQ(finder.find("a red fox", places), 3);
  EXPECT_THAT(places, ElementsAre(TermPlace{1, 1}, TermPlace{2, 0}));
}

}  // namespace
}  // namespace nmf::detail
