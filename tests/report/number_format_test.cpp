#include "nmf/report/number_format.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

std::vector<std::string> shown(const std::vector<double>& numbers) {
  const nmf::NumberFormat format(numbers);
  std::vector<std::string> texts;
  for (const double number : numbers) texts.push_back(format(number));
  return texts;
}

using Texts = std::vector<std::string>;

TEST(NumberFormat, WholeNumbersHaveAPointAlone) {
  EXPECT_EQ(shown({1, -20, 0, -0.0}), (Texts{"  1.", "-20.", "  0.", " -0."}));
}

TEST(NumberFormat, OneFractionGivesAllFourDecimals) {
  EXPECT_EQ(shown({1, -20.5}), (Texts{"  1.0000", "-20.5000"}));
  EXPECT_EQ(shown({0.03125, 0.09375}), (Texts{"0.0312", "0.0938"}));  // ties go to even
}

TEST(NumberFormat, AWideRangeGivesAllAnExponent) {
  EXPECT_EQ(shown({1, 1000}), (Texts{"   1.", "1000."}));
  EXPECT_EQ(shown({1, 1001}), (Texts{"1.0000e+00", "1.0010e+03"}));
}

TEST(NumberFormat, TheEndsOfTheRangeWithoutExponent) {
  EXPECT_EQ(shown({0.0001}), (Texts{"0.0001"}));
  EXPECT_EQ(shown({0.000099}), (Texts{"9.9000e-05"}));
  EXPECT_EQ(shown({1e8}), (Texts{"100000000."}));
  EXPECT_EQ(shown({100000001.0}), (Texts{"1.0000e+08"}));
}

TEST(NumberFormat, WhatIsNotFiniteHasNoSay) {
  EXPECT_EQ(shown({1.5, kNan, -kInf, -kNan}), (Texts{"1.5000", "   nan", "  -inf", "   nan"}));
  EXPECT_EQ(shown({kInf, kNan}), (Texts{"inf", "nan"}));
  EXPECT_EQ(nmf::NumberFormat(std::vector<double>{0.0, kInf}).width(), 1);
}

TEST(NumberFormat, NothingShownIsNoError) {
  EXPECT_EQ(nmf::NumberFormat(std::vector<double>{}).width(), 1);
}

}  // namespace
