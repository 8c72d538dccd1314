// Covers npy_literal.cpp.
#include "nmf/core/npy_reader.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <limits>
#include <span>

#include "nmf/core/error.h"
#include "nmf/core/npy.h"
#include "tests/support/temporary_directory.h"

namespace nmf {
namespace {

using test::message_of;

/// A .npy file with this dictionary, unpadded, as version 1.0, 2.0 or 3.0 has it.
std::string file_of(const std::string& dictionary, const std::string& values = "",
                    int version = 1) {
  std::string out = "\x93NUMPY";
  out += static_cast<char>(version);
  out += '\0';
  for (int i = 0; i < (version == 1 ? 2 : 4); ++i)
    out += static_cast<char>((dictionary.size() >> (8 * i)) & 0xffU);
  return out + dictionary + values;
}

std::string typed(const std::string& type, const std::string& shape, const std::string& values) {
  return file_of(
      fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': {}, }}\n", type, shape),
      values);
}

template <typename T>
std::string bytes_of(const std::vector<T>& values) {
  const auto bytes = std::as_bytes(std::span(values));
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string header_refusal(const std::string& bytes) {
  return message_of<IoError>([&] { read_npy_header(bytes, "x"); });
}

std::string refusal(const std::string& bytes) {
  return message_of<IoError>([&] { read_npy(bytes, "x"); });
}

TEST(NpyReader, ReadsOurOwnHeaders) {
  for (const std::vector<std::int64_t>& shape :
       std::vector<std::vector<std::int64_t>>{{}, {0}, {3}, {2, 3}}) {
    const std::string bytes = npy_header("<f8", shape);
    const NpyHeader header = read_npy_header(bytes, "x");
    EXPECT_EQ(header.type, "<f8");
    EXPECT_FALSE(header.fortran_order);
    EXPECT_EQ(header.shape, shape);
    EXPECT_EQ(header.values_at, bytes.size());
  }
}

TEST(NpyReader, TakesEveryVersionAndOrderOfKeys) {
  for (const int version : {1, 2, 3}) {
    const NpyHeader header = read_npy_header(
        file_of(R"( {"shape":(3, 4),"fortran_order":True , "descr":"<i4"} )", "", version), "x");
    EXPECT_EQ(header.type, "<i4");
    EXPECT_TRUE(header.fortran_order);
    EXPECT_EQ(header.shape, (std::vector<std::int64_t>{3, 4}));
  }
}

TEST(NpyReader, RefusesHeadersThatAreNone) {
  EXPECT_EQ(header_refusal(""), "x: is no .npy file");
  EXPECT_EQ(header_refusal("\x93NUMPY"), "x: is no .npy file");
  EXPECT_EQ(header_refusal("PK\x03\x04 and more of it"), "x: is no .npy file");
  EXPECT_EQ(header_refusal(file_of("{}", "", 4)),
            "x: is a .npy file of version 4.0, expected 1.0, 2.0 or 3.0");
  const std::string good = npy_header("<f8", {3});
  EXPECT_EQ(header_refusal(good.substr(0, 60)),
            "x: announces a .npy header of 118 bytes, expected at most 50");
  EXPECT_EQ(header_refusal(file_of(std::string(10001, ' '))),
            "x: announces a .npy header of 10001 bytes, expected at most 10000");
  for (const std::string dictionary :
       {"    ", "{   ", "{}  ", "[]  ", "{'descr': '<f8', 'fortran_order': False}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': 3}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (-3,)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (3}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (3 4)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,)}",
        "{'descr': '<f8', 'fortran_order': 0, 'shape': (3,)}",
        "{'descr': '<f8, 'fortran_order': False, 'shape': (3,)}",
        "{'descr': '<\\x66', 'fortran_order': False, 'shape': (3,)}",
        "{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (3,)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), 'more': True}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (3,)} x",
        "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (3,)}"})
    EXPECT_TRUE(header_refusal(file_of(dictionary))
                    .starts_with("x: can't understand the .npy "
                                 "header '"))
        << dictionary;
  std::string deep = "(";
  for (int i = 0; i < 33; ++i) deep += "1,";
  EXPECT_NE(header_refusal(typed("<f8", fmt::format("{})", deep), "")), "");
}

TEST(NpyReader, RefusesTypesAndLengthsThatDoNotFit) {
  EXPECT_EQ(refusal(typed(">f8", "(1,)", "12345678")),
            "x: has the big-endian type '>f8'; save it little-endian");
  EXPECT_EQ(refusal(typed("|O", "(1,)", "anything")),
            "x: holds pickled Python objects, which are never opened; save the array with a type "
            "of numbers");
  for (const std::string type : {"", "<", "<f", "<M8[s]", "<f99999999999"})
    EXPECT_EQ(refusal(typed(type, "(1,)", "")),
              fmt::format("x: has the type '{}', which is not supported", type));
  EXPECT_EQ(refusal(typed("<f8", "(2,)", "12345678")),
            "x: announces 2 values of 8 bytes each, has 8 bytes");
  EXPECT_EQ(refusal(typed("<f8", "(1,)", "123456789")),
            "x: announces 1 values of 8 bytes each, has 9 bytes");
  EXPECT_EQ(refusal(typed("<f8", "(4294967296, 4294967296)", "")),
            "x: announces more values than 64 bits can count");
  EXPECT_EQ(read_npy(typed("<f8", "(4294967296, 0, 4294967296)", ""), "x").size, 0);
}

template <typename T>
void expect_numbers(const std::string& type, std::vector<T> values) {
  const std::string bytes = typed(type, fmt::format("({},)", values.size()), bytes_of(values));
  const NpyArray array = read_npy(bytes, "x");
  const std::vector<double> expected(values.begin(), values.end());
  EXPECT_EQ(npy_to_doubles(array, "x"), expected) << type;
}

TEST(NpyReader, ReadsNumbersOfEveryType) {
  expect_numbers<std::int8_t>("|i1", {-128, 127});
  expect_numbers<std::int8_t>("<i1", {1});
  expect_numbers<std::uint8_t>("|u1", {0, 255});
  expect_numbers<std::int16_t>("<i2", {-32768, 32767});
  expect_numbers<std::uint16_t>("<u2", {65535});
  expect_numbers<std::int32_t>("<i4", {INT32_MIN, INT32_MAX});
  expect_numbers<std::uint32_t>("<u4", {UINT32_MAX});
  expect_numbers<std::int64_t>("<i8", {-5, 1LL << 53});
  expect_numbers<std::uint64_t>("<u8", {5});
  expect_numbers<float>("<f4", {0.5F, -1.0F});
  expect_numbers<double>("<f8", {0.1, 1e300});
  const std::string bytes = typed("|b1", "(3,)", std::string("\x00\x01\x02", 3));
  EXPECT_EQ(npy_to_doubles(read_npy(bytes, "x"), "x"), (std::vector<double>{0, 1, 1}));
  const std::string complex = typed("<c8", "(1,)", "12345678");
  EXPECT_EQ(message_of<IoError>([&] { npy_to_doubles(read_npy(complex, "x"), "x"); }),
            "x: has the type '<c8', expected bool, int8 to int64, uint8 to uint64, float32 or "
            "float64 (|b1, |i1 to <i8, |u1 to <u8, <f4, <f8)");
}

TEST(NpyReader, ReadsIndicesWithinTheirLimit) {
  const std::string bytes = typed("<u8", "(2,)", bytes_of<std::uint64_t>({0, 7}));
  const NpyArray array = read_npy(bytes, "x");
  EXPECT_EQ(npy_to_indices<std::int32_t>(array, 7, "x"), (std::vector<std::int32_t>{0, 7}));
  EXPECT_EQ(message_of<IoError>([&] { npy_to_indices<std::int64_t>(array, 6, "x"); }),
            "x: entry 1 (from 0) is 7, expected 0 .. 6");
  const std::string huge = typed("<u8", "(1,)", bytes_of<std::uint64_t>({UINT64_MAX}));
  EXPECT_EQ(message_of<IoError>(
                [&] { npy_to_indices<std::int64_t>(read_npy(huge, "x"), INT64_MAX, "x"); }),
            "x: entry 0 (from 0) is 18446744073709551615, expected 0 .. 9223372036854775807");
  const std::string real = typed("<f8", "(1,)", "12345678");
  EXPECT_EQ(
      message_of<IoError>([&] { npy_to_indices<std::int64_t>(read_npy(real, "x"), 1, "x"); }),
      "x: has the type '<f8', expected int8 to int64 or uint8 to uint64 (|i1 to <i8, |u1 to <u8)");
}

TEST(NpyReader, ReadsText) {
  const std::string bytes = typed("|S5", "()", std::string("csr\0\0", 5));
  EXPECT_EQ(npy_to_text(read_npy(bytes, "x"), "x"), "csr");
  const std::string wide = typed("<U2", "()", std::string("c\0\0\0\xFF\xFF\0\0", 8));
  EXPECT_EQ(npy_to_text(read_npy(wide, "x"), "x"), "c?");
  const std::string two = typed("|S1", "(2,)", "ab");
  EXPECT_EQ(message_of<IoError>([&] { npy_to_text(read_npy(two, "x"), "x"); }),
            "x: has the type '|S1', expected one string");
}

}  // namespace
}  // namespace nmf
