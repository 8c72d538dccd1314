#include "nmf/text/matrix_report.h"

#include <gtest/gtest.h>

namespace nmf::detail {
namespace {

/// Rows: stop word only; nothing; two terms; the same two; the same columns, another count.
const CsrMatrix<double> kRows = {
    5, 3, {0, 1, 1, 3, 5, 7}, {0, 0, 2, 0, 2, 0, 2}, {4, 1, 2, 1, 2, 1, 3}};

TEST(MatrixReport, CountsWhatIsSaidOfText) {
  const DocumentReport report = report_rows(kRows, {true, false, false});
  EXPECT_EQ(report.documents, 5);
  EXPECT_EQ(report.empty, 1);
  EXPECT_EQ(report.tokens, 14);
  EXPECT_EQ(report.stop_tokens, 7);
  EXPECT_EQ(report.only_stop_words, 1);
  EXPECT_EQ(report.duplicates, 1);
  EXPECT_EQ(report.bytes, 0);
}

TEST(MatrixReport, WeightsHaveNoTokens) {
  const DocumentReport report = report_rows(kRows, {});
  EXPECT_EQ(report.documents, 5);
  EXPECT_EQ(report.empty, 1);
  EXPECT_EQ(report.tokens, 0);
  EXPECT_EQ(report.only_stop_words, 0);
  EXPECT_EQ(report.duplicates, 1);
}

TEST(MatrixReport, EmptyRowsAreNoDuplicates) {
  const DocumentReport report = report_rows({3, 2, {0, 0, 0, 0}, {}, {}}, {false, false});
  EXPECT_EQ(report.empty, 3);
  EXPECT_EQ(report.duplicates, 0);
}

}  // namespace
}  // namespace nmf::detail
