// Covers json_record_exact.cpp.
#include "nmf/corpus/json_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "nmf/core/utf8.h"

namespace nmf::detail {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::vector<std::string> kWanted = {"a", "b", "\xC3\xA9"};

struct Reading {
  bool valid = false;
  JsonRecord record = {};
  std::vector<std::string> names = {};
  JsonFault fault = {};
};

Reading exact(std::string_view line) {
  Reading reading;
  reading.valid =
      read_json_record_exact(line, kWanted, reading.record, reading.names, reading.fault);
  return reading;
}

std::vector<JsonValue> fast(std::string line) {
  JsonRecord record;
  EXPECT_TRUE(read_json_record(line, kWanted, record)) << line;
  EXPECT_EQ(record.kind, JsonKind::object);
  return record.values;
}

bool fast_takes(std::string line) {
  JsonRecord record;
  return read_json_record(line, kWanted, record);
}

TEST(JsonRecord, GivesValuesAsText) {
  using enum JsonKind;
  EXPECT_THAT(fast(R"({"a": "x\n\u00e9\ud83d\ude00\u0000", "b": 12, "c": [1.5]})"),
              ElementsAre(JsonValue{string, std::string("x\n\xC3\xA9\xF0\x9F\x98\x80\0", 9)},
                          JsonValue{number, "12"}, JsonValue{}));
  EXPECT_THAT(fast(R"({"a": true, "b": null, "\u00e9": -9223372036854775808})"),
              ElementsAre(JsonValue{boolean, "true"}, JsonValue{null},
                          JsonValue{number, "-9223372036854775808"}));
  EXPECT_THAT(
      fast(R"({"a": {"b": 1}, "b": [{"b": 2}], "é": 18446744073709551615})"),
      ElementsAre(JsonValue{object}, JsonValue{array}, JsonValue{number, "18446744073709551615"}));
}

TEST(JsonRecord, TheLastOfTwoFieldsCounts) {
  const std::string line = R"({"a": 1, "b": 2, "\u0061": null})";
  EXPECT_THAT(fast(line), ElementsAre(JsonValue{JsonKind::null}, JsonValue{JsonKind::number, "2"},
                                      JsonValue{}));
  EXPECT_EQ(exact(line).record.values, fast(line));
}

TEST(JsonRecord, LeavesNumbersAsTheyAreWrittenToTheTwin) {
  const std::string line = R"({"a": 1.50, "b": 123456789012345678901234567890, "c": 1E5})";
  EXPECT_FALSE(fast_takes(line));
  const Reading reading = exact(line);
  ASSERT_TRUE(reading.valid);
  EXPECT_THAT(
      reading.record.values,
      ElementsAre(JsonValue{JsonKind::number, "1.50"},
                  JsonValue{JsonKind::number, "123456789012345678901234567890"}, JsonValue{}));
  EXPECT_THAT(reading.names, ElementsAre("a", "b", "c"));
}

TEST(JsonRecord, SaysWhereAndWhyItIsNoJson) {
  struct Case {
    std::string line;
    std::int64_t column;
    std::string reason;
  };
  const std::vector<Case> cases = {
      {R"({"é": tru, "b": 1})", 10, "invalid literal, got '\"\xC3\xA9\": tru,'"},
      {R"({"a": 1)", 8, "unexpected end of input; expected '}', got '1'"},
      {R"({"a" 1})", 6, "unexpected number literal; expected ':', got '1'"},
      {R"({} {})", 4, "unexpected '{'; expected end of input, got '{} {'"},
      {R"({"a": NaN})", 7, "invalid literal, got '\"a\": N'"},
      {R"({"a": "\ud800"})", 14,
       "invalid string: surrogate U+D800..U+DBFF must be followed by U+DC00..U+DFFF, got "
       "'\"\\ud800\"'"},
      {R"({"a": "\udc00"})", 13,
       "invalid string: surrogate U+DC00..U+DFFF must follow U+D800..U+DBFF, got '\"\\udc00'"},
      {"{\"a\": \"\t\"}", 8,
       "invalid string: control character U+0009 (HT) must be escaped to \\u0009 or \\t, got "
       "'\"<U+0009>'"},
      {R"({"a": 1e400})", 11, "number beyond the range of a double, got '1e400'"},
      {std::string("{\"a\": 1}\0x", 10), 9, "a NUL between values"}};
  for (const auto& [line, column, reason] : cases) {
    EXPECT_FALSE(fast_takes(line)) << line;
    const Reading reading = exact(line);
    EXPECT_FALSE(reading.valid) << line;
    EXPECT_EQ(reading.fault.column, column) << line;
    EXPECT_EQ(reading.fault.reason, reason) << line;
  }
}

TEST(JsonRecord, SaysLittleOfMuch) {
  EXPECT_LT(exact("{\"a\": " + std::string(100'000, '9') + "}").fault.reason.size(), 200U);
  EXPECT_LT(exact("{\"a\": \"" + std::string(100'000, 'x')).fault.reason.size(), 200U);
}

TEST(JsonRecord, KeepsFewNames) {
  std::string line = "{\"0\":0";
  for (int i = 1; i < 100; ++i) line += ",\"" + std::to_string(i) + "\":0";
  const Reading reading = exact(line + ",\"b\":7}");
  EXPECT_EQ(reading.names.size(), 31U);
  EXPECT_EQ(reading.record.values[1].text, "7");
}

/// A JSON object, mostly, of tokens that a parser may stumble over.
std::string random_line(std::mt19937& engine) {
  const std::vector<std::string> tokens = {"{",           "}",
                                           "[",           "]",
                                           ",",           ":",
                                           "\"a\"",       "\"b\"",
                                           "\"\\u0061\"", "1",
                                           "-0.5",        "1e5",
                                           "01",          "true",
                                           "null",        "tru",
                                           "\"\\ud800\"", "\"\\n\\\"\"",
                                           "\"\t",        "\"",
                                           "\\",          "\xC3\xA9",
                                           " ",           "x",
                                           "-",           "\"\\ud83d\\ude00\""};
  const auto pick = [&] { return tokens[engine() % tokens.size()]; };
  std::string line = "{";
  for (auto fields = engine() % 4; fields > 0; --fields) {
    line += (line.size() > 1 ? ",\"" : "\"") +
            std::string(1, static_cast<char>('a' + engine() % 3)) + "\":" + pick();
    if (engine() % 4 == 0) line += pick();
  }
  return line + "}";
}

TEST(JsonRecord, AgreesWithItsTwin) {
  std::mt19937 engine(7);
  int valid = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string line = random_line(engine);
    if (valid_utf8_length(line) != line.size()) continue;
    const Reading reading = exact(line);
    JsonRecord record;
    if (!read_json_record(line, kWanted, record)) continue;
    ++valid;
    ASSERT_TRUE(reading.valid) << line;
    ASSERT_EQ(reading.record.kind, record.kind) << line;
    ASSERT_EQ(reading.record.values, record.values) << line;
  }
  EXPECT_GT(valid, 3000);
}

TEST(JsonRecord, ALongLineHasAParserOfItsOwn) {
  const std::string text(3'000'000, 'x');
  EXPECT_EQ(fast("{\"a\":\"" + text + "\"}")[0].text, text);
}

TEST(JsonRecord, DeepNestingIsNoHarm) {
  const std::string deep = "{\"a\":" + std::string(100'000, '[');
  EXPECT_FALSE(fast_takes(deep));
  EXPECT_THAT(exact(deep).fault.reason, HasSubstr("unexpected end of input"));
  EXPECT_TRUE(exact(deep + std::string(100'000, ']') + '}').valid);
}

}  // namespace
}  // namespace nmf::detail
