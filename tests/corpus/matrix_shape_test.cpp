#include "nmf/corpus/matrix_shape.h"

#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "tests/support/temporary_directory.h"

namespace nmf::detail {
namespace {

constexpr double kPlenty = 1e15;

std::string refusal(std::int64_t rows, std::int64_t columns, std::int64_t file_bytes,
                    double available = kPlenty) {
  return test::message_of<IoError>(
      [&] { check_shape("x.mtx:2", rows, columns, 0, file_bytes, available); });
}

TEST(MatrixShape, HonestOnesPass) {
  EXPECT_EQ(refusal(1, 0, 10), "");
  EXPECT_EQ(refusal(3'000'000, 5, 10), "");  // below the grace
  EXPECT_EQ(refusal(2147483647, 2147483647, std::int64_t{200} << 20U), "");
}

TEST(MatrixShape, OutOfRange) {
  const std::string expected = ", expected 1 .. 2147483647 of each";
  EXPECT_EQ(refusal(2147483648, 1, 10),
            "x.mtx:2: announces 2147483648 rows and 1 column" + expected);
  EXPECT_EQ(refusal(1, 2147483648, 10),
            "x.mtx:2: announces 1 row and 2147483648 columns" + expected);
  EXPECT_EQ(refusal(-1, 1, 10), "x.mtx:2: announces -1 rows and 1 column" + expected);
  EXPECT_EQ(refusal(1, -1, 10), "x.mtx:2: announces 1 row and -1 columns" + expected);
}

TEST(MatrixShape, MoreThanTheMemory) {
  EXPECT_EQ(refusal(1000, 1, 10, 79999.0),
            "x.mtx:2: announces 1000 rows, which take 80000 bytes of memory before any value is "
            "read, but 79999 can be had; use a machine with more memory or split the corpus");
  EXPECT_EQ(refusal(1000, 1, 10, 80000.0), "");
}

TEST(MatrixShape, MoreThanTheFileIsWorth) {
  EXPECT_EQ(refusal(10'000'000, 1, 1000),
            "x.mtx:2: announces 10000000 rows, which take 800000000 bytes of memory, over 1000 "
            "times as much as the 1000 bytes on disk; refused");
}

TEST(MatrixShape, CountsTheFilesBefore) {
  const auto after = [](std::int64_t rows_before, std::int64_t rows, std::int64_t bytes) {
    return test::message_of<IoError>(
        [&] { check_shape("b.mtx:2", rows, 1, rows_before, bytes, kPlenty); });
  };
  EXPECT_EQ(after(10'000'000, 1, 1'000'000), "");
  EXPECT_EQ(
      after(10'000'000, 1, 1000),
      "b.mtx:2: announces 1 row (after the 10000000 of the files before), which take "
      "800000080 bytes of memory, over 1000 times as much as the 1000 bytes on disk; refused");
  EXPECT_EQ(after(2147483647, 1, 1),
            "b.mtx:2: announces 1 row (after the 2147483647 of the files before) and 1 column, "
            "expected 1 .. 2147483647 of each");
}

}  // namespace
}  // namespace nmf::detail
