#include "nmf/text/term_table.h"

#include <gtest/gtest.h>

namespace nmf::detail {
namespace {

TEST(TermTable, NumbersTermsByFirstAppearance) {
  TermTable table;
  EXPECT_EQ(table.size(), 0);
  EXPECT_EQ(table.intern("pear"), 0);
  EXPECT_EQ(table.intern("apple"), 1);
  EXPECT_EQ(table.intern("pear"), 0);
  EXPECT_EQ(table.size(), 2);
  EXPECT_EQ(table.term(0), "pear");
  EXPECT_EQ(table.term(1), "apple");
}

TEST(TermTable, TellsSimilarTermsApart) {
  using namespace std::string_literals;
  TermTable table;
  const std::vector<std::string> terms = {"", "a", "a\0"s, "\0a"s, "ab", "abcdefgh", "abcdefghi"};
  for (std::size_t i = 0; i < terms.size(); ++i) {
    EXPECT_EQ(table.intern(terms[i]), static_cast<std::int32_t>(i));
  }
  for (std::size_t i = 0; i < terms.size(); ++i) {
    EXPECT_EQ(table.intern(terms[i]), static_cast<std::int32_t>(i));
    EXPECT_EQ(table.term(static_cast<std::int32_t>(i)), terms[i]);
  }
}

TEST(TermTable, KeepsItsNumbersWhileGrowing) {
  TermTable table;
  constexpr std::int32_t kTerms = 20'000;
  for (std::int32_t i = 0; i < kTerms; ++i)
    ASSERT_EQ(table.intern(std::string("t").append(std::to_string(i))), i);
  for (std::int32_t i = 0; i < kTerms; ++i) {
    ASSERT_EQ(table.intern(std::string("t").append(std::to_string(i))), i);
    ASSERT_EQ(table.term(i), std::string("t").append(std::to_string(i)));
  }
  EXPECT_EQ(table.size(), kTerms);
}

}  // namespace
}  // namespace nmf::detail
