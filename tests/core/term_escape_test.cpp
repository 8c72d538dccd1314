#include "nmf/core/term_escape.h"

#include <gtest/gtest.h>

using nmf::escape_term;
using nmf::unescape_term;

TEST(TermEscape, WritesTheFourCharactersAsTwo) {
  EXPECT_EQ(escape_term("a\\b\tc\nd\re"), "a\\\\b\\tc\\nd\\re");
}

TEST(TermEscape, LeavesEverythingElse) {
  const std::string text = std::string("na\xc3\xafve \"q\" \v\x01 ") + '\0' + "z";
  EXPECT_EQ(escape_term(text), text);
  EXPECT_EQ(escape_term(""), "");
}

TEST(TermEscape, IsUndone) {
  for (const std::string text : {"", "\\", "\\n", "\\\\t\t", "\n\n", "space", "\r\\r"}) {
    EXPECT_EQ(unescape_term(escape_term(text)), text);
  }
}

TEST(TermEscape, RefusesWhatItNeverWrites) {
  EXPECT_EQ(unescape_term("a\\"), std::nullopt);
  EXPECT_EQ(unescape_term("\\x41"), std::nullopt);
  EXPECT_EQ(unescape_term("\\\\\\"), std::nullopt);
}
