#include "nmf/core/edit_distance.h"

#include <gtest/gtest.h>

namespace {

using nmf::edit_distance;

TEST(EditDistance, CountsWhatASlipIs) {
  EXPECT_EQ(edit_distance("", ""), 0);
  EXPECT_EQ(edit_distance("", "abc"), 3);
  EXPECT_EQ(edit_distance("nasa", "nasa"), 0);
  EXPECT_EQ(edit_distance("nasa", "nas"), 1);
  EXPECT_EQ(edit_distance("nasa", "nassa"), 1);
  EXPECT_EQ(edit_distance("nasa", "nesa"), 1);
  EXPECT_EQ(edit_distance("nasa", "ansa"), 1);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
  EXPECT_EQ(edit_distance("ca", "abc"), 3);  // no letter is moved twice: Damerau's would be 2
}

TEST(EditDistance, LongerWordsMayHaveMoreSlips) {
  EXPECT_EQ(nmf::slips_allowed("nasa"), 1);
  EXPECT_EQ(nmf::slips_allowed("orbit"), 2);
  EXPECT_EQ(nmf::slips_allowed("satellites"), 3);
}

}  // namespace
