#include "nmf/core/csv_field.h"

#include <gtest/gtest.h>

namespace {

TEST(CsvField, IsQuotedWhereItMustBe) {
  EXPECT_EQ(nmf::csv_field(""), "");
  EXPECT_EQ(nmf::csv_field("a b;\t'c'"), "a b;\t'c'");
  EXPECT_EQ(nmf::csv_field("a,b"), "\"a,b\"");
  EXPECT_EQ(nmf::csv_field("say \"a\""), "\"say \"\"a\"\"\"");
  EXPECT_EQ(nmf::csv_field("a\nb"), "\"a\nb\"");
  EXPECT_EQ(nmf::csv_field("a\r"), "\"a\r\"");
}

}  // namespace
