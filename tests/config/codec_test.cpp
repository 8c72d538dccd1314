#include "nmf/config/codec.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/config/support.h"

namespace nmf::config {
namespace {

using nmf::test::parsed;

template <typename T>
T read(const Codec<T>& codec, std::string_view yaml) {
  return codec.read(parsed(yaml), {});
}

/// The message, with the column of the element where there is one; empty if the value is taken.
template <typename T>
std::string mismatch(const Codec<T>& codec, std::string_view yaml) {
  try {
    read(codec, yaml);
  } catch (const Mismatch& mismatch) {
    return (mismatch.at ? fmt::format("{}: ", mismatch.at->column) : "") + mismatch.message;
  }
  return {};
}

TEST(Codec, Boolean) {
  EXPECT_TRUE(read(boolean(), "true"));
  EXPECT_FALSE(read(boolean(), "FALSE"));
  EXPECT_EQ(mismatch(boolean(), "1"), "got 1, expected true or false");
  EXPECT_EQ(mismatch(boolean(), "'true'"), "got 'true', expected true or false");
  EXPECT_EQ(mismatch(boolean(), "On"),
            "got On, expected true or false (yes, no, on and off are text in YAML 1.2)");
  EXPECT_EQ(boolean().write(true), true);
}

TEST(Codec, Integer) {
  EXPECT_EQ(read(integer(1), "1"), 1);
  EXPECT_EQ(read(integer(1), "9223372036854775807"), INT64_MAX);
  EXPECT_EQ(mismatch(integer(1), "0"), "got 0, expected an integer >= 1");
  for (const char* yaml :
       {"3.5", "3.0", "1e3", "'5'", "null", "[1]", "0x10", "010", "true", "five"})
    EXPECT_EQ(mismatch(integer(1), yaml), fmt::format("got {}, expected an integer >= 1", yaml));
  EXPECT_EQ(mismatch(integer(1), "9223372036854775808"),
            "got 9223372036854775808, expected an integer from 1 to 9223372036854775807");
  EXPECT_EQ(mismatch(integer(1), "-9223372036854775809"),
            "got -9223372036854775809, expected an integer >= 1");
  EXPECT_EQ(mismatch(integer(0, 9), "10"), "got 10, expected an integer from 0 to 9");
  EXPECT_EQ(read(integer(0, 9), "9"), 9);
  EXPECT_EQ(integer(0).write(7), 7);
}

TEST(Codec, UnsignedInteger) {
  EXPECT_EQ(read(unsigned_integer(), "9223372036854775807"), 9223372036854775807U);
  EXPECT_EQ(mismatch(unsigned_integer(), "-1"), "got -1, expected an integer >= 0");
  EXPECT_EQ(unsigned_integer().write(7), 7);
}

TEST(Codec, Number) {
  EXPECT_EQ(read(number(at_least(0)), "0"), 0.0);
  EXPECT_EQ(read(number(at_least(0)), "1e-4"), 1e-4);
  EXPECT_EQ(read(number(at_least(0)), "1.0e-4"), 1e-4);
  EXPECT_EQ(mismatch(number(above(0)), "0"), "got 0, expected a number > 0");
  EXPECT_EQ(mismatch(number(at_least(0)), "-0.1"), "got -0.1, expected a number >= 0");
  EXPECT_EQ(mismatch(number(at_least(0)), "abc"), "got abc, expected a number >= 0");
  EXPECT_EQ(mismatch(number(at_least(0)), "'1'"), "got '1', expected a number >= 0");
  EXPECT_EQ(mismatch(number(at_least(0)), ".inf"), "got .inf, expected a finite number >= 0");
  EXPECT_EQ(mismatch(number(at_least(0)), ".nan"), "got .nan, expected a finite number >= 0");
  EXPECT_EQ(mismatch(number(at_least(0)), "1e999"),
            "got 1e999, expected a number >= 0 that fits float64");
  EXPECT_EQ(number(above(0)).write(0.5), 0.5);
}

TEST(Codec, TwoNumbers) {
  const auto betas = two_numbers(half_open_unit());
  EXPECT_EQ(read(betas, "[0, 0.999]"), (std::array<double, 2>{0, 0.999}));
  EXPECT_EQ(mismatch(betas, "[0.9]"), "got [0.9], expected a list of two numbers in [0, 1)");
  EXPECT_EQ(mismatch(betas, "[0.9, 0.9, 0.9]"),
            "got [0.9, 0.9, 0.9], expected a list of two numbers in [0, 1)");
  EXPECT_EQ(mismatch(betas, "0.9"), "got 0.9, expected a list of two numbers in [0, 1)");
  EXPECT_EQ(mismatch(betas, "[0.9, 1.0]"), "7: got 1.0, expected a number in [0, 1)");
  EXPECT_EQ(mismatch(betas, "[-0.1, 0.9]"), "2: got -0.1, expected a number in [0, 1)");
  EXPECT_EQ(mismatch(betas, "[0.9, x]"), "7: got x, expected a number in [0, 1)");
}

TEST(Codec, Text) {
  EXPECT_EQ(read(text("a name"), "2024"), "2024");
  EXPECT_EQ(read(text("a name"), "true"), "true");
  EXPECT_EQ(mismatch(text("a name"), "null"), "got null, expected a name");
  EXPECT_EQ(mismatch(text("a name"), "''"), "got '', expected a name");
  EXPECT_EQ(mismatch(text("a name"), R"("a\0b")"), R"(got 'a\x00b', expected a name)");
  EXPECT_EQ(mismatch(text("a name"), "[a]"), "got [a], expected a name");
}

TEST(Codec, Words) {
  EXPECT_EQ(read(words(), "[a, 5, a]"), (std::vector<std::string>{"a", "5", "a"}));
  EXPECT_EQ(read(words(), "[]"), std::vector<std::string>{});
  EXPECT_EQ(mismatch(words(), "a"), "got a, expected a list of words");
  EXPECT_EQ(mismatch(words(), "[a, null]"), "5: got null, expected text that is not empty");
  EXPECT_EQ(mismatch(words(), "[a, [b]]"), "5: got [b], expected text that is not empty");
}

TEST(Codec, Names) {
  EXPECT_EQ(read(names(), "null"), std::nullopt);
  EXPECT_EQ(read(names(), "[b, a]"), (std::vector<std::string>{"b", "a"}));
  EXPECT_EQ(mismatch(names(), "[]"),
            "got [], expected null or a list of at least one name, each once");
  EXPECT_EQ(mismatch(names(), "[a, b, a]"), "8: got a twice, expected each once");
  EXPECT_EQ(names().write({}), nullptr);
}

TEST(Codec, Nullable) {
  const auto codec = nullable(integer(1));
  EXPECT_EQ(read(codec, "null"), std::nullopt);
  EXPECT_EQ(read(codec, "3"), 3);
  EXPECT_EQ(codec.expected, "null or an integer >= 1");
  EXPECT_EQ(codec.write(std::nullopt), nullptr);
  EXPECT_EQ(codec.write(3), 3);
}

TEST(Codec, Choice) {
  EXPECT_EQ(read(choice<TextEncoding>(), "latin-1"), TextEncoding::latin_1);
  EXPECT_EQ(read(choice<TextEncoding>(), "'utf-8'"), TextEncoding::utf_8);
  EXPECT_EQ(mismatch(choice<TextEncoding>(), "UTF-8"), "got UTF-8, expected utf-8 or latin-1");
  EXPECT_EQ(mismatch(choice<StripAccents>(), "utf"), "got utf, expected null, ascii or unicode");
  EXPECT_EQ(mismatch(choice<Show>(), "null"), "got null, expected topics, w or none");
  EXPECT_EQ(choice<Engine>().write(Engine::automatic), "auto");
}

TEST(Codec, ChoiceOfNull) {
  EXPECT_EQ(read(choice<Norm>(), "null"), Norm::none);
  EXPECT_EQ(choice<Norm>().write(Norm::none), nullptr);
  EXPECT_EQ(mismatch(choice<Norm>(), "'null'"), "got 'null', expected null, l1 or l2");
}

template <typename E>
void expect_round_trip() {
  for (const EnumName<E>& entry : kEnumNames<E>)
    EXPECT_EQ(read(choice<E>(), entry.name), entry.value) << entry.name;
}

TEST(Codec, EveryChoiceReadsItsSpelling) {
  expect_round_trip<CorpusFormat>();
  expect_round_trip<NewsgroupsSubset>();
  expect_round_trip<NewsgroupsPart>();
  expect_round_trip<TextEncoding>();
  expect_round_trip<DecodeError>();
  expect_round_trip<Norm>();
  expect_round_trip<Solver>();
  expect_round_trip<Engine>();
  expect_round_trip<Init>();
  expect_round_trip<Dtype>();
  expect_round_trip<Show>();
}

TEST(Codec, Choices) {
  const auto codec = choices<NewsgroupsPart>();
  EXPECT_EQ(read(codec, "[quotes, headers]"),
            (std::vector{NewsgroupsPart::quotes, NewsgroupsPart::headers}));
  EXPECT_EQ(read(codec, "[]"), std::vector<NewsgroupsPart>{});
  EXPECT_EQ(codec.write({NewsgroupsPart::footers}), nlohmann::ordered_json::array({"footers"}));
  EXPECT_EQ(mismatch(codec, "headers"),
            "got headers, expected a list of headers, footers or quotes, each at most once");
  EXPECT_EQ(mismatch(codec, "[headers, header]"),
            "11: got header, expected headers, footers or quotes, each at most once");
  EXPECT_EQ(mismatch(codec, "[quotes, quotes]"),
            "10: got quotes, expected headers, footers or quotes, each at most once");
}

TEST(Codec, Alternatives) {
  EXPECT_EQ(alternatives({"a"}), "a");
  EXPECT_EQ(alternatives({"a", "b"}), "a or b");
  EXPECT_EQ(alternatives({"a", "b", "c"}), "a, b or c");
}

}  // namespace
}  // namespace nmf::config
