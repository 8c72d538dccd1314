#include "nmf/report/text_table.h"

#include <gtest/gtest.h>

namespace {

TEST(TextTable, PadsToColumns) {
  EXPECT_EQ(nmf::pad_right("ab", 4), "ab  ");
  EXPECT_EQ(nmf::pad_left("ab", 4), "  ab");
  EXPECT_EQ(nmf::pad_left("abcde", 4), "abcde");
  EXPECT_EQ(nmf::pad_right("\xE6\x97\xA5", 4), "\xE6\x97\xA5  ");
}

TEST(TextTable, BreaksListsBetweenItems) {
  EXPECT_EQ(nmf::listed("  t ", {"aaa", "bbb", "ccc", "ddd"}, 14), "  t aaa, bbb,\n    ccc, ddd\n");
  EXPECT_EQ(nmf::listed("t ", {"aaa", "bbb"}, 80), "t aaa, bbb\n");
  EXPECT_EQ(nmf::listed("t ", {}, 80), "t\n");
}

TEST(TextTable, CutsAnItemThatIsTooWide) {
  EXPECT_EQ(nmf::listed("t ", {"aaaaaaaaaaaaaaaaaa", "b"}, 12), "t aaaaaa...,\n  b\n");
  EXPECT_EQ(nmf::listed("long head ", {"aaaaaaaaaaaaa"}, 3), "long head aaaa...\n");
}

}  // namespace
