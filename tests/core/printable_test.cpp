#include "nmf/core/printable.h"

#include <gtest/gtest.h>

namespace {

using nmf::printable;

TEST(Printable, HarmlessTextStaysAsItIs) {
  EXPECT_EQ(printable(""), "");
  EXPECT_EQ(printable("na\xC3\xAFve \xE6\x97\xA5\xE6\x9C\xAC \xF0\x9F\x98\x80 \xC2\xA0"),
            "na\xC3\xAFve \xE6\x97\xA5\xE6\x9C\xAC \xF0\x9F\x98\x80 \xC2\xA0");
}

TEST(Printable, IsOnOneLine) {
  EXPECT_EQ(printable("a\\b\tc\nd\re"), "a\\\\b\\tc\\nd\\re");
  EXPECT_EQ(printable("a\xE2\x80\xA8z\xE2\x80\xA9"), "a\\xe2\\x80\\xa8z\\xe2\\x80\\xa9");
}

TEST(Printable, WhatSteersATerminalIsShown) {
  EXPECT_EQ(printable("\x1B[31mred\x7F"), "\\x1b[31mred\\x7f");
  EXPECT_EQ(printable(std::string("a\0b", 3)), "a\\x00b");
  EXPECT_EQ(printable("\xC2\x9B"
                      "1m"),
            "\\xc2\\x9b1m");  // CSI of one character
  EXPECT_EQ(printable("\xE2\x80\xAE"
                      "txt"),
            "\\xe2\\x80\\xaetxt");  // right-to-left override
  EXPECT_EQ(printable("\xE2\x81\xA6"), "\\xe2\\x81\\xa6");
  EXPECT_EQ(printable("\xE2\x80\xAF\xE2\x81\xAA"), "\xE2\x80\xAF\xE2\x81\xAA");  // beside them
}

TEST(Printable, BytesThatAreNoTextAreShown) {
  EXPECT_EQ(printable("\xFF\xC3"), "\\xff\\xc3");
  EXPECT_EQ(printable("\xC3\x28"), "\\xc3(");
}

}  // namespace
