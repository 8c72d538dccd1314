#include "nmf/core/npy.h"

#include <gtest/gtest.h>

#include <array>
#include <stdexcept>

#include "nmf/core/error.h"
#include "tests/support/temporary_directory.h"

namespace {

using nmf::test::read_file;
using nmf::test::TemporaryDirectory;

// numpy.save's own header of a float64 vector of three, padded to 128 bytes.
const std::string kHeader = std::string("\x93NUMPY\x01\x00\x76\x00", 10) +
                            "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }" +
                            std::string(60, ' ') + "\n";

TEST(Npy, WritesTheHeaderOfNumpy) {
  ASSERT_EQ(kHeader.size(), 128);
  EXPECT_EQ(nmf::npy_header("<f8", {3}), kHeader);
}

TEST(Npy, HeaderNamesEveryShape) {
  EXPECT_NE(nmf::npy_header("|S3", {}).find("'shape': (), }"), std::string::npos);
  EXPECT_NE(nmf::npy_header("<i4", {0}).find("'shape': (0,), }"), std::string::npos);
  EXPECT_NE(nmf::npy_header("<f4", {2, 3}).find("'shape': (2, 3), }"), std::string::npos);
  EXPECT_EQ(nmf::npy_header("<f4", {2, 3}).size() % 64, 0);
}

TEST(Npy, ValuesFollowLittleEndian) {
  const TemporaryDirectory folder;
  const std::array<double, 3> doubles = {1.0, -2.0, 0.5};
  nmf::write_npy<double>(folder / "a.npy", doubles, {3});
  EXPECT_EQ(
      read_file(folder / "a.npy"),
      kHeader + std::string("\0\0\0\0\0\0\xf0\x3f\0\0\0\0\0\0\0\xc0\0\0\0\0\0\0\xe0\x3f", 24));

  const std::array<std::int32_t, 2> integers = {258, -1};
  nmf::write_npy<std::int32_t>(folder / "b.npy", integers, {1, 2});
  EXPECT_EQ(read_file(folder / "b.npy"),
            nmf::npy_header("<i4", {1, 2}) + std::string("\x02\x01\0\0\xff\xff\xff\xff", 8));
}

TEST(Npy, NamesEveryElementType) {
  EXPECT_EQ(nmf::npy_type<float>(), "<f4");
  EXPECT_EQ(nmf::npy_type<double>(), "<f8");
  EXPECT_EQ(nmf::npy_type<std::int32_t>(), "<i4");
  EXPECT_EQ(nmf::npy_type<std::int64_t>(), "<i8");
}

TEST(Npy, RefusesAShapeOfAnotherSize) {
  const TemporaryDirectory folder;
  const std::array<float, 3> values = {};
  EXPECT_THROW(nmf::write_npy<float>(folder / "a.npy", values, {2, 2}), std::invalid_argument);
  EXPECT_FALSE(std::filesystem::exists(folder / "a.npy"));
}

}  // namespace
