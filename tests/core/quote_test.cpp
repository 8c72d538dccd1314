#include "nmf/core/quote.h"

#include <gtest/gtest.h>

namespace nmf {
namespace {

TEST(Quote, KeepsReadableText) {
  EXPECT_EQ(quote(""), "''");
  EXPECT_EQ(quote("sci.space"), "'sci.space'");
  EXPECT_EQ(quote("Größe 😀"), "'Größe 😀'");
}

TEST(Quote, DisarmsControlCharactersAndBrokenBytes) {
  EXPECT_EQ(quote("a\n\t\x1b[2J\x7f"), R"('a\x0a\x09\x1b[2J\x7f')");
  EXPECT_EQ(quote("\xC2\x9B"
                  "2J\xC2\xA0"),
            "'\\xc2\\x9b2J\xC2\xA0'");
  EXPECT_EQ(quote("\xff\xe2\x82x"), R"('\xff\xe2\x82x')");
}

TEST(Quote, CutsLongTextBetweenCharacters) {
  EXPECT_EQ(quote(std::string(80, 'x')), "'" + std::string(80, 'x') + "'");
  EXPECT_EQ(quote(std::string(81, 'x')), "'" + std::string(80, 'x') + "...'");
  EXPECT_EQ(quote(std::string(79, 'x') + "é"), "'" + std::string(79, 'x') + "...'");
}

}  // namespace
}  // namespace nmf
