// Covers safetensors_header.cpp.
#include "nmf/core/safetensors_reader.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <stdexcept>

#include "nmf/core/error.h"
#include "nmf/core/output_file.h"
#include "tests/support/temporary_directory.h"

namespace nmf {
namespace {

using test::message_of;
using test::read_file;
using test::TemporaryDirectory;

/// A file of this header and so many bytes of values.
std::string file_of(const std::string& json, std::size_t value_bytes = 0) {
  const std::uint64_t length = json.size();
  return std::string(reinterpret_cast<const char*>(&length), sizeof length) + json +
         std::string(value_bytes, '\1');
}

std::string entry(const std::string& name, const std::string& dtype, const std::string& shape,
                  const std::string& offsets) {
  return fmt::format(R"("{}":{{"dtype":"{}","shape":{},"data_offsets":{}}})", name, dtype, shape,
                     offsets);
}

/// What opening a file of these bytes says, without the path.
std::string refusal(const std::string& bytes) {
  const TemporaryDirectory folder;
  write_file(folder / "a", bytes);
  const std::string path = (folder / "a").string();
  const std::string message = message_of<IoError>([&] { SafetensorsFile file(path); });
  return message.starts_with(path + ": ") ? message.substr(path.size() + 2) : message;
}

class SafetensorsReader : public ::testing::Test {
 protected:
  SafetensorsReader() : path_((folder_ / "a.safetensors").string()) {}

  /// W [2, 3] of float32, idf of float64, length of int64.
  void write() {
    write_safetensors(path_,
                      {{"W",
                        TensorType::float32,
                        {2, 3},
                        [this](const ByteSink& sink) { sink(std::as_bytes(std::span(W_))); }},
                       vector_tensor("idf", idf_),
                       vector_tensor("length", length_)});
  }

  const TemporaryDirectory folder_;
  const std::string path_;
  const std::array<float, 6> W_ = {1.0F, -2.0F, 0.5F, 3.0F, 4.0F, 5.0F};
  const std::array<double, 2> idf_ = {1.25, 0.1};
  const std::array<std::int64_t, 3> length_ = {7, -1, 0};
};

TEST_F(SafetensorsReader, ReadsWhatTheWriterWrote) {
  write();
  SafetensorsFile file(path_);
  ASSERT_EQ(file.tensors().size(), 3);
  const StoredTensor& W = file.tensor("W");
  EXPECT_EQ(W.type, TensorType::float32);
  EXPECT_EQ(W.dtype, "F32");
  EXPECT_EQ(W.shape, (std::vector<std::int64_t>{2, 3}));
  EXPECT_EQ(W.byte_size, 24);
  std::array<float, 6> values{};
  file.read(W, 0, std::as_writable_bytes(std::span(values)));
  EXPECT_EQ(values, W_);
  EXPECT_EQ(file.read_vector<double>("idf"), (std::vector<double>{1.25, 0.1}));
  EXPECT_EQ(file.read_vector<std::int64_t>("length"), (std::vector<std::int64_t>{7, -1, 0}));
}

TEST_F(SafetensorsReader, ReadsRowsInAnyOrder) {
  write();
  SafetensorsFile file(path_);
  const StoredTensor& W = file.tensor("W");
  std::array<float, 3> row{};
  file.read(W, 12, std::as_writable_bytes(std::span(row)));
  EXPECT_EQ(row, (std::array<float, 3>{3.0F, 4.0F, 5.0F}));
  file.read(W, 0, std::as_writable_bytes(std::span(row)));
  EXPECT_EQ(row, (std::array<float, 3>{1.0F, -2.0F, 0.5F}));
  file.read(W, 24, {});
  EXPECT_THROW(file.read(W, 16, std::as_writable_bytes(std::span(row))), std::logic_error);
  EXPECT_THROW(file.read(W, -4, std::as_writable_bytes(std::span(row))), std::logic_error);
}

TEST_F(SafetensorsReader, SaysWhatItHasNot) {
  write();
  SafetensorsFile file(path_);
  EXPECT_EQ(message_of<IoError>([&] { static_cast<void>(file.tensor("H")); }),
            path_ + ": has no tensor 'H', has 'idf', 'length', 'W'");
  EXPECT_EQ(message_of<IoError>([&] { file.read_vector<double>("length"); }),
            path_ + ": tensor 'length' is I64 of shape [3], expected F64 of one dimension");
  EXPECT_EQ(message_of<IoError>([&] { file.read_vector<float>("W"); }),
            path_ + ": tensor 'W' is F32 of shape [2, 3], expected F32 of one dimension");
}

TEST_F(SafetensorsReader, SaysThatAFileWasShortened) {
  write();
  SafetensorsFile file(path_);
  std::filesystem::resize_file(path_, std::filesystem::file_size(path_) - 1);
  std::array<float, 6> values{};
  EXPECT_EQ(message_of<IoError>(
                [&] { file.read(file.tensor("W"), 0, std::as_writable_bytes(std::span(values))); }),
            path_ + ": was shortened while it was read");
}

TEST_F(SafetensorsReader, NoPrefixOfAFileIsAFile) {
  write();
  const std::string bytes = read_file(path_);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_NE(refusal(bytes.substr(0, size)), "") << size;
  }
  EXPECT_EQ(refusal(bytes), "");
  EXPECT_EQ(refusal(bytes + "x"), "announces 64 bytes of values, has 65");
}

TEST(SafetensorsFile, TakesWhatTheFormatAllows) {
  EXPECT_EQ(refusal(file_of("{}")), "");
  EXPECT_EQ(refusal(file_of("{}     ")), "");
  EXPECT_EQ(refusal(file_of(R"({"__metadata__":{"format":"pt","offsets":"[0,8]"}})")), "");
  // Scalars, tensors without an element, types that we don't read, another order than in the file.
  EXPECT_EQ(refusal(file_of("{" + entry("a", "F64", "[]", "[4,12]") + "," +
                                entry("b", "BF16", "[2]", "[0,4]") + "," +
                                entry("c", "F32", "[0,9000000000000000000,9]", "[4,4]") + "}",
                            12)),
            "");
}

TEST(SafetensorsFile, RefusesLengthsThatCannotBe) {
  EXPECT_EQ(refusal(""), "is no safetensors file: has 0 bytes, the shortest has 10");
  EXPECT_EQ(
      refusal("PK\x03\x04 and some more of it"),
      "is no safetensors file: announces a header of 7236828441365138256 bytes, expected 2 .. "
      "16");
  EXPECT_EQ(refusal(std::string(8, '\xff') + "{}"),
            "is no safetensors file: announces a header of 18446744073709551615 bytes, expected 2 "
            ".. 2");
  EXPECT_EQ(refusal(std::string(8, '\0') + "{}"),
            "is no safetensors file: announces a header of 0 bytes, expected 2 .. 2");
  EXPECT_EQ(refusal(file_of("{" + std::string(1U << 20U, ' ') + "}")),
            "is no safetensors file: announces a header of 1048578 bytes, expected 2 .. 1048576");
}

TEST(SafetensorsFile, RefusesHeadersThatAreNone) {
  for (const std::string json :
       {"[]", " {}", "{} x", "{,}", "\"{}\"", "{\"a\":", "nul", "{\"\xff\":1}"}) {
    EXPECT_NE(refusal(file_of(json)).find("can't understand the safetensors header"),
              std::string::npos)
        << json;
  }
  EXPECT_NE(refusal(file_of(std::string("{}\0x", 4))), "");
  EXPECT_NE(refusal(file_of(std::string(100000, '['))), "");
  EXPECT_NE(refusal(file_of("{" + entry("W", "F32", "[99999999999999999999]", "[0,4]") + "}")), "");
}

TEST(SafetensorsFile, RefusesEntriesThatAreNone) {
  for (const std::string value :
       {"1", "null", "[]", "{}", R"({"dtype":"F32","shape":[1]})",
        R"({"dtype":"F32","shape":[1],"data_offsets":[0]})",
        R"({"dtype":"F32","shape":[1],"data_offsets":[0,4,8]})",
        R"({"dtype":"F32","shape":[1],"data_offsets":[0,-4]})",
        R"({"dtype":"F32","shape":[1.0],"data_offsets":[0,4]})",
        R"({"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,4]})",
        R"({"dtype":"F32","shape":1,"data_offsets":[0,4]})",
        R"({"dtype":32,"shape":[1],"data_offsets":[0,4]})",
        R"({"dtype":"F32","dtype":"F32","shape":[1]})",
        R"({"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1})"}) {
    EXPECT_EQ(refusal(file_of("{\"W\":" + value + "}", 4)),
              "tensor 'W': expected a dtype, a shape (at most 32 whole numbers >= 0) and "
              "data_offsets (two of them), and nothing else")
        << value;
  }
}

TEST(SafetensorsFile, RefusesTypesShapesAndOffsetsThatDoNotFit) {
  EXPECT_EQ(refusal(file_of("{" + entry("W", "f32", "[1]", "[0,4]") + "}", 4)),
            "tensor 'W': has the dtype 'f32', which is none of safetensors' (F32, F64, ...)");
  EXPECT_EQ(
      refusal(file_of("{" + entry("W", "F32", "[4611686018427387904,4]", "[0,0]") + "}")),
      "tensor 'W': has the shape [4611686018427387904, 4], more bytes than 63 bits can count");
  EXPECT_EQ(refusal(file_of("{" + entry("W", "F32", "[2,3]", "[0,20]") + "}", 20)),
            "tensor 'W': its shape [2, 3] of F32 takes 24 bytes, its data_offsets are [0, 20]");
  EXPECT_EQ(refusal(file_of("{" + entry("W", "F32", "[1]", "[4,0]") + "}", 4)),
            "tensor 'W': its shape [1] of F32 takes 4 bytes, its data_offsets are [4, 0]");
  EXPECT_EQ(refusal(file_of(
                "{" + entry("W", "F32", "[1]", "[9223372036854775803,9223372036854775807]") + "}")),
            "the values of tensor 'W' begin at byte 9223372036854775803, expected 0, where those "
            "before it end");
}

TEST(SafetensorsFile, RefusesOverlapsHolesAndNamesThatComeTwice) {
  const std::string a = entry("a", "F32", "[2]", "[0,8]");
  EXPECT_EQ(refusal(file_of("{" + a + "," + entry("b", "F32", "[2]", "[4,12]") + "}", 12)),
            "the values of tensor 'b' begin at byte 4, expected 8, where those before it end");
  EXPECT_EQ(refusal(file_of("{" + a + "," + entry("b", "F32", "[2]", "[0,8]") + "}", 8)),
            "the values of tensor 'b' begin at byte 0, expected 8, where those before it end");
  EXPECT_EQ(refusal(file_of("{" + a + "," + entry("b", "F32", "[1]", "[12,16]") + "}", 16)),
            "the values of tensor 'b' begin at byte 12, expected 8, where those before it end");
  EXPECT_EQ(refusal(file_of("{" + a + "," + a + "}", 8)), "names 'a' twice");
  EXPECT_EQ(refusal(file_of("{" + a + "}", 4)), "announces 8 bytes of values, has 4");
  EXPECT_EQ(refusal(file_of("{" + a + R"(,"\u0061":1})", 8)), "names 'a' twice");
}

TEST(SafetensorsFile, SaysThatThereIsNoFile) {
  EXPECT_EQ(message_of<IoError>([] { SafetensorsFile file("/no/such"); }),
            "/no/such: no such file or folder");
}

}  // namespace
}  // namespace nmf
