#include "nmf/text/accents.h"

#include <gtest/gtest.h>

#include "tests/text/token_list.h"

namespace nmf {
namespace {

std::string stripped(std::string_view text, StripAccents how) {
  std::string out = "left from the last document";
  detail::strip_accents(text, how, out);
  return out;
}

TEST(StripAccents, UnicodeDropsMarksAndKeepsLetters) {
  EXPECT_EQ(stripped("naïve Ελληνικά Ł ß", StripAccents::unicode), "naive Ελληνικα Ł ß");
  EXPECT_EQ(stripped("a\u0323\u0307b", StripAccents::unicode), "ab");
  EXPECT_EQ(stripped("ﬁ ² ㍿", StripAccents::unicode), "fi 2 株式会社");
}

TEST(StripAccents, AsciiDropsWhatHasNoAsciiForm) {
  EXPECT_EQ(stripped("naïve Ελληνικά Ł ß", StripAccents::ascii), "naive   ");
  EXPECT_EQ(stripped("½", StripAccents::ascii), "12") << "U+2044 is beyond ASCII";
}

TEST(StripAccents, NoneCopies) { EXPECT_EQ(stripped("naïve", StripAccents::none), "naïve"); }

TEST(StripAccents, AsciiTextStaysAsItIs) {
  std::string all;
  for (char c = 0; c < 127; ++c) all += c;
  EXPECT_EQ(stripped(all, StripAccents::unicode), all);
  EXPECT_EQ(stripped(all, StripAccents::ascii), all);
}

TEST(StripAccents, ComesAfterLowerCasing) {
  VectorizerOptions options;
  options.strip_accents = StripAccents::unicode;
  // Lower-cased, this is i and a combining dot; the other way round it would be I.
  EXPECT_EQ(test::token_list(options, "İİ"), std::vector<std::string>{"ii"});
}

// Sorted as NFKD demands, this run of marks takes hours.
TEST(StripAccents, RunsOfMarksTakeLinearTime) {
  std::string text = "a";
  for (int i = 0; i < 1'000'000; ++i) text += i % 2 == 0 ? "\u0301" : "\u0323";
  EXPECT_EQ(stripped(text, StripAccents::unicode), "a");
}

}  // namespace
}  // namespace nmf
