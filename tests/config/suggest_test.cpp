#include "nmf/config/suggest.h"

#include <gtest/gtest.h>

namespace nmf::config {
namespace {

const std::vector<std::string_view> kNames = {"n_components", "tol", "lr", "betas", "init_std"};

TEST(Suggest, OneChangeOfEachKind) {
  EXPECT_EQ(nearest("n_componets", kNames), "n_components");    // left out
  EXPECT_EQ(nearest("n_componentss", kNames), "n_components");  // added
  EXPECT_EQ(nearest("n_conponents", kNames), "n_components");   // changed
  EXPECT_EQ(nearest("betsa", kNames), "betas");                 // swapped
}

TEST(Suggest, ShortNamesAllowFewerChanges) {
  EXPECT_EQ(nearest("tl", kNames), "tol");
  EXPECT_EQ(nearest("to", kNames), "tol");
  EXPECT_EQ(nearest("ta", kNames), std::nullopt);
  EXPECT_EQ(nearest("betaxy", kNames), "betas");
  EXPECT_EQ(nearest("betxyz", kNames), std::nullopt);
}

TEST(Suggest, LongNamesAllowThree) {
  EXPECT_EQ(nearest("ncomponet", kNames), "n_components");
  EXPECT_EQ(nearest("componet", kNames), std::nullopt);
}

TEST(Suggest, TheNearestWinsAndTheFirstOfEquals) {
  EXPECT_EQ(nearest("ab", {"abc", "ab"}), "ab");
  EXPECT_EQ(nearest("abx", {"abc", "abd"}), "abc");
}

TEST(Suggest, NothingFromNothing) {
  EXPECT_EQ(nearest("x", {}), std::nullopt);
  EXPECT_EQ(nearest("", {"lr"}), std::nullopt);
  EXPECT_EQ(nearest(std::string(1 << 20, 'x'), kNames), std::nullopt);
}

}  // namespace
}  // namespace nmf::config
