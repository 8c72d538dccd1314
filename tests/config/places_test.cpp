#include "nmf/config/places.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace nmf::config {

namespace {

std::string shown(const Position& position) {
  return fmt::format("{}:{}", position.line, position.column);
}

TEST(Places, CountCharacters) {
  EXPECT_EQ(count_characters(""), 0U);
  EXPECT_EQ(count_characters("abc"), 3U);
  EXPECT_EQ(count_characters("\u00e4\u20ac\U0001F600"), 3U);
}

TEST(Places, ByOffset) {
  Places places("ab\n\u00e4cd\n\nx");
  EXPECT_EQ(shown(places.at(std::size_t{0})), "1:1");
  EXPECT_EQ(shown(places.at(std::size_t{2})), "1:3");  // the line end belongs to its line
  EXPECT_EQ(shown(places.at(std::size_t{3})), "2:1");
  EXPECT_EQ(shown(places.at(std::size_t{5})), "2:2");  // behind two bytes of one character
  EXPECT_EQ(shown(places.at(std::size_t{8})), "3:1");
  EXPECT_EQ(shown(places.at(std::size_t{9})), "4:1");
  EXPECT_EQ(shown(places.at(std::size_t{99})), "4:2");
}

TEST(Places, InAnyOrder) {
  Places places("abcdef\nghi");
  EXPECT_EQ(shown(places.at(std::size_t{5})), "1:6");
  EXPECT_EQ(shown(places.at(std::size_t{2})), "1:3");
  EXPECT_EQ(shown(places.at(std::size_t{9})), "2:3");
  EXPECT_EQ(shown(places.at(std::size_t{0})), "1:1");
}

TEST(Places, ByLineAndByte) {
  Places places("ab\n\u00e4cd");
  EXPECT_EQ(shown(places.at(1, 2)), "2:2");
  EXPECT_EQ(shown(places.at(-1, -1)), "1:1");
  EXPECT_EQ(shown(places.at(7, 0)), "2:1");
}

TEST(Places, Lines) {
  const Places places("ab\n\ncd");
  EXPECT_EQ(places.line(0), "ab");
  EXPECT_EQ(places.line(1), "");
  EXPECT_EQ(places.line(2), "cd");
  EXPECT_EQ(places.line(3), "");
  EXPECT_EQ(places.line(-1), "");
}

TEST(Places, EmptyText) {
  Places places("");
  EXPECT_EQ(shown(places.at(std::size_t{0})), "1:1");
  EXPECT_EQ(places.line(0), "");
}

}  // namespace
}  // namespace nmf::config
