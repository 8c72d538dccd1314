#include "nmf/corpus/decode.h"

#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "tests/support/golden.h"
#include "tests/support/temporary_directory.h"

namespace nmf {
namespace {

std::string utf8(const std::string& bytes, DecodeError errors) {
  Document document{.text = bytes, .where = "f"};
  decode_file(document, TextEncoding::utf_8, errors);
  return document.text;
}

std::string latin1(const std::string& bytes) {
  Document document{.text = bytes, .where = "f"};
  decode_file(document, TextEncoding::latin_1, DecodeError::strict);
  return document.text;
}

TEST(Decode, EqualsPython) {
  const auto golden = test::read_golden("corpus.json");
  ASSERT_GT(golden["decode"].size(), 400U);
  for (const auto& wanted : golden["decode"]) {
    const std::string bytes = test::from_hex(wanted["bytes"].get<std::string>());
    SCOPED_TRACE(wanted["bytes"]);
    EXPECT_EQ(utf8(bytes, DecodeError::replace), wanted["replace"].get<std::string>());
    EXPECT_EQ(utf8(bytes, DecodeError::ignore), wanted["ignore"].get<std::string>());
    EXPECT_EQ(latin1(bytes), wanted["latin1"].get<std::string>());
    if (wanted["error_at"].is_null()) {
      EXPECT_EQ(utf8(bytes, DecodeError::strict), bytes);
    } else {
      const std::string offset = std::to_string(wanted["error_at"].get<int>());
      const std::string message =
          test::message_of<IoError>([&] { utf8(bytes, DecodeError::strict); });
      EXPECT_NE(message.find(" at offset " + offset + " is not UTF-8"), std::string::npos)
          << message;
    }
  }
}

TEST(Decode, AStrictErrorSaysWhereWhatAndWhatToDo) {
  EXPECT_EQ(test::message_of<IoError>([] {
              Document document{.text = "caf\xE9!", .where = "a.tar: member 'x/1'"};
              decode(document, TextEncoding::utf_8, DecodeError::strict);
            }),
            "a.tar: member 'x/1': byte 0xE9 at offset 3 is not UTF-8; set corpus.encoding: latin-1 "
            "or corpus.decode_error: replace");
}

TEST(Decode, OnlyTheStartOfAFileHasAByteOrderMark) {
  Document document{.text = "\xEF\xBB\xBFtext"};
  decode(document, TextEncoding::utf_8, DecodeError::strict);
  EXPECT_EQ(document.text, "\xEF\xBB\xBFtext");
}

TEST(Decode, SaysWhatWasDamaged) {
  Document document{.text = "caf\xE9!"};
  decode(document, TextEncoding::utf_8, DecodeError::ignore);
  EXPECT_TRUE(document.damaged);
  document = {.text = "caf"};
  decode(document, TextEncoding::utf_8, DecodeError::ignore);
  EXPECT_FALSE(document.damaged);
}

TEST(Decode, AByteOrderMarkAtTheStartIsNoText) {
  EXPECT_EQ(utf8("\xEF\xBB\xBFtext", DecodeError::strict), "text");
  EXPECT_EQ(utf8("\xEF\xBB\xBF", DecodeError::strict), "");
  EXPECT_EQ(utf8("\xEF\xBB\xBF\xFF", DecodeError::replace), "\xEF\xBF\xBD");
  EXPECT_EQ(utf8("\xEF\xBB\xBF\xEF\xBB\xBF", DecodeError::strict), "\xEF\xBB\xBF") << "only one";
  EXPECT_EQ(utf8("a\xEF\xBB\xBF", DecodeError::strict), "a\xEF\xBB\xBF");
  EXPECT_EQ(latin1("\xEF\xBB\xBF"), "ï»¿");
  // The offset is that in the file.
  EXPECT_NE(test::message_of<IoError>([] {
              utf8("\xEF\xBB\xBF\xFF", DecodeError::strict);
            }).find("byte 0xFF at offset 3 "),
            std::string::npos);
}

}  // namespace
}  // namespace nmf
