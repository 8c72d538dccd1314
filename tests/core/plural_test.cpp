#include "nmf/core/plural.h"

#include <gtest/gtest.h>

namespace nmf {
namespace {

TEST(Plural, OnlyOneIsOne) {
  EXPECT_EQ(plural(1, "term"), "1 term");
  EXPECT_EQ(plural(0, "term"), "0 terms");
  EXPECT_EQ(plural(2, "stored value"), "2 stored values");
  EXPECT_EQ(plural(-1, "row"), "-1 rows");
}

}  // namespace
}  // namespace nmf
