#include "nmf/core/safetensors.h"

#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <stdexcept>

#include "nmf/core/error.h"
#include "tests/support/temporary_directory.h"

namespace {

using nmf::NamedTensor;
using nmf::test::read_file;
using nmf::test::TemporaryDirectory;

const std::array<float, 3> kFloats = {1.0F, -2.0F, 0.5F};
const std::array<double, 1> kDoubles = {1.0};
const std::array<std::int64_t, 2> kIntegers = {7, -1};

NamedTensor floats() {
  return {"W", nmf::TensorType::float32, {1, 3}, [](const nmf::ByteSink& sink) {
            sink(std::as_bytes(std::span(kFloats)).first(4));
            sink(std::as_bytes(std::span(kFloats)).subspan(4));
          }};
}

TEST(Safetensors, WritesHeaderAndValues) {
  const TemporaryDirectory folder;
  nmf::write_safetensors(folder / "a.safetensors", {floats(), nmf::vector_tensor("idf", kDoubles),
                                                    nmf::vector_tensor("length", kIntegers)});
  // The float32 tensor goes last, so that the 8-byte elements before it lie on multiples of 8.
  const std::string json = R"({"idf":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},)"
                           R"("length":{"dtype":"I64","shape":[2],"data_offsets":[8,24]},)"
                           R"("W":{"dtype":"F32","shape":[1,3],"data_offsets":[24,36]}})";
  ASSERT_EQ(json.size(), 172);
  const std::string expected = std::string("\xb0\0\0\0\0\0\0\0", 8) + json + "    " +
                               std::string("\0\0\0\0\0\0\xf0\x3f", 8) +
                               std::string("\x07\0\0\0\0\0\0\0", 8) + std::string(8, '\xff') +
                               std::string("\0\0\x80\x3f\0\0\0\xc0\0\0\0\x3f", 12);
  EXPECT_EQ(read_file(folder / "a.safetensors"), expected);
}

TEST(Safetensors, WritesEmptyTensors) {
  const TemporaryDirectory folder;
  nmf::write_safetensors(folder / "a", {nmf::vector_tensor("none", std::span<const double>())});
  const std::string bytes = read_file(folder / "a");
  EXPECT_NE(bytes.find(R"("shape":[0],"data_offsets":[0,0])"), std::string::npos);
  EXPECT_EQ(bytes.size() % 8, 0);
}

TEST(Safetensors, RefusesATensorThatGivesTooFewBytes) {
  const TemporaryDirectory folder;
  NamedTensor tensor = floats();
  tensor.shape = {2, 3};
  EXPECT_EQ(nmf::test::message_of<std::logic_error>(
                [&] { nmf::write_safetensors(folder / "a", {tensor}); }),
            "write_safetensors: W gave 12 bytes, its shape says 24");
}

TEST(Safetensors, AFullDiskIsAnError) {
  EXPECT_THROW(nmf::write_safetensors("/dev/full", {floats()}), nmf::IoError);
}

}  // namespace
