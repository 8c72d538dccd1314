#include "nmf/config/yaml_text.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "nmf/config/config.h"
#include "nmf/config/scalar.h"
#include "tests/config/support.h"

namespace nmf::config {
namespace {

using nmf::test::parsed;
using Json = nlohmann::ordered_json;

TEST(YamlText, Values) {
  EXPECT_EQ(to_yaml_text(nullptr), "null");
  EXPECT_EQ(to_yaml_text(true), "true");
  EXPECT_EQ(to_yaml_text(-7), "-7");
  EXPECT_EQ(to_yaml_text("word"), "word");
  EXPECT_EQ(to_yaml_text(Json::array()), "[]");
  EXPECT_EQ(to_yaml_text({1, 0.5, "a b", nullptr}), "[1, 0.5, 'a b', null]");
}

TEST(YamlText, DoublesAreFloatsForEveryReader) {
  EXPECT_EQ(to_yaml_text(1.0), "1.0");
  EXPECT_EQ(to_yaml_text(0.0001), "0.0001");
  EXPECT_EQ(to_yaml_text(1e-8), "1.0e-08");
  EXPECT_EQ(to_yaml_text(1.5e300), "1.5e+300");
  EXPECT_EQ(to_yaml_text(0.1 + 0.2), "0.30000000000000004");
}

TEST(YamlText, PlainWhereThatIsSafe) {
  for (const char* text :
       {"word", "a/b.txt", "../x", "./x", "_x", "talk.religion.misc", "utf-8", "a+b"})
    EXPECT_EQ(yaml_string(text), text);
}

TEST(YamlText, QuotedWhereAReaderMightSeeMore) {
  EXPECT_EQ(yaml_string(""), "''");
  EXPECT_EQ(yaml_string("null"), "'null'");
  EXPECT_EQ(yaml_string("true"), "'true'");
  EXPECT_EQ(yaml_string("no"), "'no'");
  EXPECT_EQ(yaml_string("2024"), "'2024'");
  EXPECT_EQ(yaml_string("0x1F"), "'0x1F'");
  EXPECT_EQ(yaml_string(".inf"), "'.inf'");
  EXPECT_EQ(yaml_string("..."), "'...'");
  EXPECT_EQ(yaml_string("-x"), "'-x'");
  EXPECT_EQ(yaml_string("a: b"), "'a: b'");
  EXPECT_EQ(yaml_string("it's"), "'it''s'");
  EXPECT_EQ(yaml_string("\u00e4"), "'\u00e4'");
  EXPECT_EQ(yaml_string("a\"\\\n"), R"("a\"\\\u000a")");
  EXPECT_EQ(yaml_string("\u2028\U0001F600"), "\"\\u2028\U0001F600\"");
}

TEST(YamlText, StringsComeBack) {
  for (const std::string text : {"",
                                 " ",
                                 " a ",
                                 "~",
                                 "null",
                                 "1e3",
                                 "yes",
                                 "#",
                                 "a #b",
                                 "a: b",
                                 "[x]",
                                 "{",
                                 "&a",
                                 "*a",
                                 "!x",
                                 "%",
                                 "@",
                                 "`",
                                 "'",
                                 "\"",
                                 "\\",
                                 "a\tb",
                                 "a\nb\n",
                                 "\r\n",
                                 "---",
                                 "- a",
                                 "? a",
                                 "a:",
                                 "<<",
                                 "=",
                                 "\x7f",
                                 "\u0085",
                                 "\u00a0",
                                 "\u2029",
                                 "\ufeff",
                                 "\uffff",
                                 "\u00e4\u20ac\U0001F600\n"}) {
    const Value value = parsed(yaml_string(text));
    ASSERT_TRUE(value.is_text()) << yaml_string(text);
    EXPECT_EQ(value.text, text) << yaml_string(text);
    const Value in_list = parsed(to_yaml_text(Json::array({text, text})));
    ASSERT_EQ(in_list.items.size(), 2U) << yaml_string(text);
    EXPECT_EQ(in_list.items[1]->text, text);
  }
}

TEST(YamlText, DoublesComeBack) {
  for (const double value :
       {0.0, 1.0, 0.1, 1e-300, 5e-324, 1.7976931348623157e308, 1.0 / 3, -2.5e-7})
    EXPECT_EQ(as_number(parsed(to_yaml_text(value))), value);
}

}  // namespace
}  // namespace nmf::config
