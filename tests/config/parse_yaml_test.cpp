// Covers yaml_tree.cpp.
#include "nmf/config/parse_yaml.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/config/support.h"

namespace nmf::config {
namespace {

using nmf::test::parsed;

/// `LINE:COLUMN: message`; empty if the text parses.
std::string fault_of(std::string_view yaml) {
  try {
    parse_yaml(yaml);
  } catch (const YamlFault& fault) {
    return fmt::format("{}:{}: {}", fault.position().line, fault.position().column, fault.what());
  }
  return {};
}

std::string place(const ValuePtr& value) {
  return fmt::format("{}:{}", value->position.line, value->position.column);
}

TEST(ParseYaml, KeepsOrderFormAndRepeats) {
  const Value root = parsed("b: 1\na: '1'\nb: [x, null]\nc: {d: }\n");
  ASSERT_EQ(root.kind, Value::Kind::map);
  ASSERT_EQ(root.entries.size(), 4U);
  EXPECT_EQ(root.entries[0].key->text, "b");
  EXPECT_EQ(root.entries[0].value->kind, Value::Kind::plain);
  EXPECT_EQ(root.entries[1].value->kind, Value::Kind::quoted);
  EXPECT_EQ(root.entries[2].key->text, "b");
  ASSERT_EQ(root.entries[2].value->items.size(), 2U);
  EXPECT_TRUE(root.entries[2].value->items[1]->is_null());
  EXPECT_TRUE(root.entries[3].value->entries[0].value->is_null());
  EXPECT_EQ(root.height, 2);
}

TEST(ParseYaml, PlacesCountCharacters) {
  const Value root = parsed("\ufeffa: x\r\n\u00e4: ['\u20ac', y]\r\n");
  EXPECT_EQ(place(root.entries[0].key), "1:1");
  EXPECT_EQ(place(root.entries[0].value), "1:4");
  EXPECT_EQ(place(root.entries[1].key), "2:1");
  EXPECT_EQ(place(root.entries[1].value), "2:4");
  EXPECT_EQ(place(root.entries[1].value->items[1]), "2:10");
}

TEST(ParseYaml, NothingIsNull) {
  for (const char* yaml : {"", "\n\n", "# only a comment\n", "---\n", "---\n...\n", "~", "\ufeff"})
    EXPECT_TRUE(parsed(yaml).is_null()) << yaml;
}

TEST(ParseYaml, AliasesAreTheNodeItself) {
  const Value root = parsed("a: &x [1, 2]\nb: *x\nc: &y z\nd: *y\n");
  EXPECT_EQ(root.entries[0].value, root.entries[1].value);
  EXPECT_EQ(root.entries[3].value->text, "z");
}

TEST(ParseYaml, NeverMoreThanOneDocument) {
  EXPECT_EQ(fault_of("a: b\n---\nc: d\n"), "2:1: a second document begins, expected one");
  EXPECT_EQ(fault_of("[a] b"), "1:5: a second document begins, expected one");
}

TEST(ParseYaml, NoTags) {
  EXPECT_EQ(fault_of("a: !!str 5"), "1:4: got the tag tag:yaml.org,2002:str, expected no tags");
  EXPECT_EQ(fault_of("!x {a: b}"), "1:1: got the tag !x, expected no tags");
  EXPECT_EQ(fault_of("a: !x [b]"), "1:4: got the tag !x, expected no tags");
  EXPECT_EQ(parsed("! 5").kind, Value::Kind::quoted);
}

TEST(ParseYaml, MalformedText) {
  EXPECT_EQ(fault_of("a: [b\n"),
            "1:4: malformed YAML: a [ is not closed, or a comma is missing behind it");
  EXPECT_EQ(fault_of("a: ['b' c]\n"),
            "1:4: malformed YAML: a [ is not closed, or a comma is missing behind it");
  EXPECT_EQ(fault_of("a: [b, {c: d\n"),
            "1:8: malformed YAML: a { is not closed, or a comma is missing behind it");
  EXPECT_EQ(fault_of("a: [b, {c: d]\n"), "1:13: malformed YAML: illegal flow end");
  EXPECT_EQ(fault_of("a: b: c\n"), "1:5: malformed YAML: illegal map value");
  EXPECT_EQ(fault_of("a: *b\n"), "1:4: malformed YAML: the referenced anchor is not defined");
  EXPECT_EQ(fault_of("a:\n\tb: c\n"), "2:3: malformed YAML: a tab, expected spaces to indent");
  EXPECT_EQ(fault_of("a:\n  b: c\n\td: e\n"),
            "3:1: malformed YAML: a tab, expected spaces to indent");
  EXPECT_EQ(fault_of("a: \"\\ud800\""), "1:11: malformed YAML: invalid unicode: 55296");
}

TEST(ParseYaml, AQuoteMustClose) {
  // yaml-cpp 0.7 alone would let these end with the file, swallowing the lines between.
  EXPECT_EQ(fault_of("a: \"b\nc: d\n"), "2:5: malformed YAML: a quote is never closed");
  EXPECT_EQ(fault_of("a: 'b\n\n\n"), "1:6: malformed YAML: a quote is never closed");
  EXPECT_EQ(fault_of("a: 'b\n  \n# c\n \t\n"), "3:4: malformed YAML: a quote is never closed");
}

TEST(ParseYaml, BytesThatAreNoText) {
  EXPECT_EQ(fault_of("a: \u00e4\xff"), "1:5: got the byte 0xff, expected UTF-8");
  EXPECT_EQ(fault_of("a: b\nc: \xc3"), "2:4: got the byte 0xc3, expected UTF-8");
  EXPECT_EQ(fault_of(std::string_view("a: b\0c", 6)),
            "1:5: got the control character 0x00, expected text");
  EXPECT_EQ(fault_of("a: b\x04"), "1:5: got the control character 0x04, expected text");
  EXPECT_EQ(fault_of("a: b\rc: d"), "1:5: got the control character 0x0d, expected text");
  EXPECT_EQ(fault_of("\xff\xfe"
                     "a"),
            "1:1: got the byte 0xff, expected UTF-8");
}

TEST(ParseYaml, NestingHasAnEnd) {
  EXPECT_EQ(fault_of("[[[[[[[[]]]]]]]]"), "");
  EXPECT_EQ(fault_of("[[[[[[[[[]]]]]]]]]"),
            "1:9: nested more than 8 deep, expected sections of keys");
  // Never closed, each [ begins a map of one pair for yaml-cpp.
  EXPECT_EQ(fault_of(std::string(100000, '[')),
            "1:5: nested more than 8 deep, expected sections of keys");
}

TEST(ParseYaml, AliasesCannotNestBeyondIt) {
  std::string chain = "a0: &a0 [x]\n";
  for (int i = 0; i < 5000; ++i) chain += fmt::format("a{0}: &a{0} [*a{1}, *a{1}]\n", i + 1, i);
  EXPECT_EQ(fault_of(chain), "8:10: nested more than 8 deep, expected sections of keys");
  EXPECT_EQ(fault_of("a: &a [*a]"), "1:8: an alias inside the node that it names");
}

}  // namespace
}  // namespace nmf::config
