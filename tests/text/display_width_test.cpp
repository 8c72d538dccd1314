#include "nmf/text/display_width.h"

#include <gtest/gtest.h>

namespace {

using nmf::cut_to_width;
using nmf::display_width;

const std::string kJapanese = "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E";  // three wide characters

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(display_width(""), 0);
  EXPECT_EQ(display_width("abc"), 3);
  EXPECT_EQ(display_width("na\xC3\xAFve"), 5);
  EXPECT_EQ(display_width(kJapanese), 6);
  EXPECT_EQ(display_width("e\xCC\x81"), 1);      // a combining acute accent
  EXPECT_EQ(display_width("a\xE2\x80\x8D"), 1);  // a zero-width joiner
  EXPECT_EQ(display_width("\xF0\x9F\x98\x80"), 2);
  EXPECT_EQ(display_width("\xFF"), 1);
}

TEST(DisplayWidth, CutsAtACharacter) {
  EXPECT_EQ(cut_to_width("abcdef", 6), "abcdef");
  EXPECT_EQ(cut_to_width("abcdefg", 6), "abc...");
  EXPECT_EQ(cut_to_width(kJapanese + "x", 6), kJapanese.substr(0, 3) + "...");
  EXPECT_EQ(cut_to_width(kJapanese, 6), kJapanese);
  EXPECT_EQ(cut_to_width("e\xCC\x81"
                         "bcdef",
                         4),
            "e\xCC\x81...");
  EXPECT_EQ(cut_to_width("abcdef", 2), "..");
  EXPECT_EQ(cut_to_width("abcdef", 0), "");
}

}  // namespace
