#include "nmf/config/value.h"

#include <gtest/gtest.h>

#include "tests/config/support.h"

namespace nmf::config {
namespace {

using nmf::test::parsed;

TEST(Value, ShownAsWritten) {
  EXPECT_EQ(shown(parsed("0")), "0");
  EXPECT_EQ(shown(parsed("a b")), "a b");
  EXPECT_EQ(shown(parsed("\"5\"")), "'5'");
  EXPECT_EQ(shown(parsed("")), "null");
  EXPECT_EQ(shown(parsed("[1, 'x', null]")), "[1, 'x', null]");
  EXPECT_EQ(shown(parsed("[]")), "[]");
  EXPECT_EQ(shown(parsed("{a: b}")), "a map");
}

TEST(Value, NeverLong) {
  const std::string long_text(1000, 'x');
  EXPECT_EQ(shown(parsed(long_text)), "'" + std::string(80, 'x') + "...'");
  EXPECT_EQ(shown(parsed("[" + long_text + "]")), "a list");
  EXPECT_EQ(shown(parsed("[[1]]")), "a list");
}

TEST(Value, NeverControlsATerminal) {
  EXPECT_EQ(shown(parsed(R"("a\e[31m\n")")), R"('a\x1b[31m\x0a')");
  EXPECT_EQ(shown(std::string_view("a\x1b")), R"('a\x1b')");
  EXPECT_EQ(shown(std::string_view("harmless")), "harmless");
}

}  // namespace
}  // namespace nmf::config
