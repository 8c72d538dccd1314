#include "nmf/text/code_points.h"

#include <gtest/gtest.h>

namespace nmf::detail {
namespace {

TEST(CodePoints, GoIntoBytesAndBack) {
  std::string text;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    text.clear();
    append_utf8(c, text);
    ASSERT_EQ(sequence_length(text[0]), text.size()) << static_cast<std::uint32_t>(c);
    std::size_t position = 0;
    ASSERT_EQ(code_point_at(text, position), c) << static_cast<std::uint32_t>(c);
    ASSERT_EQ(position, text.size());
  }
  EXPECT_EQ(text, "\xf4\x8f\xbf\xbf");
}

TEST(CodePoints, BlanksArePythons) {
  std::vector<std::uint32_t> blanks;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (is_blank(c)) blanks.push_back(c);
  }
  EXPECT_EQ(blanks,
            (std::vector<std::uint32_t>{
                0x9,    0xA,    0xB,    0xC,    0xD,    0x1C,   0x1D,   0x1E,   0x1F,   0x20,
                0x85,   0xA0,   0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006,
                0x2007, 0x2008, 0x2009, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000}));
}

}  // namespace
}  // namespace nmf::detail
