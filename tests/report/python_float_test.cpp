#include "nmf/report/python_float.h"

#include <gtest/gtest.h>

#include <limits>

using nmf::python_float;

TEST(PythonFloat, ShowsTheShortestDigitsThatReadBack) {
  EXPECT_EQ(python_float(63.71663284301758), "63.71663284301758");
  EXPECT_EQ(python_float(0.1), "0.1");
  EXPECT_EQ(python_float(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(python_float(static_cast<double>(0.1F)), "0.10000000149011612");
  EXPECT_EQ(python_float(5e-324), "5e-324");
  EXPECT_EQ(python_float(1.7976931348623157e308), "1.7976931348623157e+308");
}

TEST(PythonFloat, WholeNumbersHaveAPoint) {
  EXPECT_EQ(python_float(1.0), "1.0");
  EXPECT_EQ(python_float(-40.0), "-40.0");
  EXPECT_EQ(python_float(0.0), "0.0");
  EXPECT_EQ(python_float(-0.0), "-0.0");
  EXPECT_EQ(python_float(9007199254740993.0), "9007199254740992.0");
}

TEST(PythonFloat, TakesAnExponentWherePythonDoes) {
  EXPECT_EQ(python_float(0.0001), "0.0001");
  EXPECT_EQ(python_float(0.00001), "1e-05");
  EXPECT_EQ(python_float(1.5e-7), "1.5e-07");
  EXPECT_EQ(python_float(1e15), "1000000000000000.0");
  EXPECT_EQ(python_float(1e16), "1e+16");
  EXPECT_EQ(python_float(1.25e22), "1.25e+22");
}

TEST(PythonFloat, NamesWhatIsNotFinite) {
  using Limits = std::numeric_limits<double>;
  EXPECT_EQ(python_float(Limits::infinity()), "inf");
  EXPECT_EQ(python_float(-Limits::infinity()), "-inf");
  EXPECT_EQ(python_float(Limits::quiet_NaN()), "nan");
  EXPECT_EQ(python_float(-Limits::quiet_NaN()), "nan");
}
