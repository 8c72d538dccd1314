#include "nmf/config/scalar.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/config/support.h"

namespace nmf::config {
namespace {

using nmf::test::parsed;

TEST(Scalar, FormOf) {
  for (const char* text : {"", "~", "null", "Null", "NULL"}) EXPECT_EQ(form_of(text), Form::null);
  for (const char* text : {"true", "True", "TRUE", "false", "False", "FALSE"})
    EXPECT_EQ(form_of(text), Form::boolean) << text;
  for (const char* text : {"0", "-0", "7", "+7", "-12", "9223372036854775808"})
    EXPECT_EQ(form_of(text), Form::integer) << text;
  for (const char* text : {"1.0", "1.", ".5", "-.5", "1e3", "1e-4", "1.0e-4", "1E+3", "010.5"})
    EXPECT_EQ(form_of(text), Form::number) << text;
  for (const char* text : {".inf", "-.inf", "+.INF", ".nan", ".NaN"})
    EXPECT_EQ(form_of(text), Form::not_finite) << text;
}

TEST(Scalar, WhatYamlVersionsReadDifferentlyIsText) {
  for (const char* text :
       {"010", "0x10", "0o17", "1_000", "1:30", "yes", "no",    "on",  "off", "nULL", "tRUE",
        "-",   "+",    ".",    "e5",    "1e",   "1e+", "1.5.2", "inf", "nan", "1 2"})
    EXPECT_EQ(form_of(text), Form::text) << text;
}

TEST(Scalar, OldBooleans) {
  for (const char* text : {"yes", "No", "ON", "off", "y", "N"}) EXPECT_TRUE(is_old_boolean(text));
  for (const char* text : {"true", "yess", "", "offf"}) EXPECT_FALSE(is_old_boolean(text));
}

TEST(Scalar, Values) {
  EXPECT_EQ(as_boolean(parsed("TRUE")), true);
  EXPECT_EQ(as_boolean(parsed("False")), false);
  EXPECT_EQ(as_integer(parsed("+7")), 7);
  EXPECT_EQ(as_integer(parsed("-9223372036854775808")), INT64_MIN);
  EXPECT_EQ(as_number(parsed("1e-4")), 1e-4);
  EXPECT_EQ(as_number(parsed("1.0e-4")), 1e-4);
  EXPECT_EQ(as_number(parsed("+.5")), 0.5);
  EXPECT_EQ(as_number(parsed("10")), 10.0);
}

TEST(Scalar, NoValueFromOtherForms) {
  for (const char* yaml : {"'true'", "\"7\"", "[7]", "{a: 7}", "null", "abc"}) {
    EXPECT_EQ(as_boolean(parsed(yaml)), std::nullopt) << yaml;
    EXPECT_EQ(as_integer(parsed(yaml)), std::nullopt) << yaml;
    EXPECT_EQ(as_number(parsed(yaml)), std::nullopt) << yaml;
  }
  EXPECT_EQ(as_integer(parsed("7.0")), std::nullopt);
  EXPECT_EQ(as_integer(parsed("1e3")), std::nullopt);
  EXPECT_EQ(as_integer(parsed("9223372036854775808")), std::nullopt);
  EXPECT_EQ(as_number(parsed(".inf")), std::nullopt);
  EXPECT_EQ(as_number(parsed(".nan")), std::nullopt);
  EXPECT_EQ(as_number(parsed("1e999")), std::nullopt);
}

TEST(Scalar, Equals) {
  EXPECT_TRUE(equals(parsed("[1, 1]"), {1, 1}));
  EXPECT_TRUE(equals(parsed("word"), "word"));
  EXPECT_TRUE(equals(parsed("'word'"), "word"));
  EXPECT_TRUE(equals(parsed("~"), nullptr));
  EXPECT_TRUE(equals(parsed("true"), true));
  EXPECT_TRUE(equals(parsed("0.5"), 0.5));
  EXPECT_FALSE(equals(parsed("[1, 2]"), {1, 1}));
  EXPECT_FALSE(equals(parsed("[1]"), {1, 1}));
  EXPECT_FALSE(equals(parsed("['1', 1]"), {1, 1}));
  EXPECT_FALSE(equals(parsed("'null'"), nullptr));
  EXPECT_FALSE(equals(parsed("{a: 1}"), nullptr));
  EXPECT_FALSE(equals(parsed("1"), nlohmann::ordered_json::array({1})));
}

}  // namespace
}  // namespace nmf::config
