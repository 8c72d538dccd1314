#include "nmf/text/column_choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "nmf/core/error.h"

namespace nmf::detail {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::ThrowsMessage;
using Columns = std::vector<std::int32_t>;

void as_they_are(Columns& /*columns*/) {}

// Four columns in 1, 2, 3 and 4 of four documents.
const ColumnTotals kTotals{{9, 2, 9, 4}, {1, 2, 3, 4}};
const Columns kAll = {0, 1, 2, 3};

Columns chosen(const VectorizerOptions& options) {
  return choose_columns(kTotals, kAll, 4, options, as_they_are).columns;
}

TEST(ColumnChoice, TotalsCountOccurrencesAndDocuments) {
  const CsrMatrix<double> counts{2, 3, {0, 2, 3}, {2, 0, 2}, {5, 1, 2}};
  const ColumnTotals totals = column_totals(counts);
  EXPECT_THAT(totals.occurrences, ElementsAre(1, 0, 7));
  EXPECT_THAT(totals.documents, ElementsAre(1, 0, 2));
}

TEST(ColumnChoice, BoundsAreIncluded) {
  VectorizerOptions options;
  options.min_df = std::int64_t{2};
  options.max_df = std::int64_t{3};
  EXPECT_THAT(chosen(options), ElementsAre(1, 2));
  options.min_df = 0.5;
  options.max_df = 0.75;
  EXPECT_THAT(chosen(options), ElementsAre(1, 2));
  options.min_df = 0.51;
  options.max_df = 0.99;
  EXPECT_THAT(chosen(options), ElementsAre(2));
  options.min_df = 0.0;
  options.max_df = 1.0;
  EXPECT_EQ(chosen(options), kAll);
}

TEST(ColumnChoice, TellsWhatEachBoundLeftOut) {
  VectorizerOptions options;
  options.min_df = std::int64_t{3};
  options.max_df = std::int64_t{3};
  const ColumnChoice choice = choose_columns(kTotals, kAll, 4, options, as_they_are);
  EXPECT_THAT(choice.columns, ElementsAre(2));
  EXPECT_EQ(choice.below_min_df, 2);
  EXPECT_EQ(choice.above_max_df, 1);
}

TEST(ColumnChoice, MaxDfBelowMinDfIsRefused) {
  VectorizerOptions options;
  options.min_df = std::int64_t{3};
  options.max_df = 0.6;
  EXPECT_THAT(
      [&] { chosen(options); },
      ThrowsMessage<IoError>(
          "the vocabulary is empty (documents read: 4): vectorizer.min_df (3) asks for terms "
          "in at least 3 documents, vectorizer.max_df (0.6) for at most 2.4; lower min_df or "
          "raise max_df"));
  options.max_df = 0.75;
  EXPECT_THAT(chosen(options), ElementsAre(2)) << "as many documents as min_df are enough";
}

TEST(ColumnChoice, MaxFeaturesKeepsTheMostFrequentAndTheirOrder) {
  VectorizerOptions options;
  options.max_features = 2;
  EXPECT_THAT(chosen(options), ElementsAre(0, 2));
  options.max_features = 3;
  EXPECT_THAT(chosen(options), ElementsAre(0, 2, 3));
  options.max_features = 4;
  EXPECT_EQ(chosen(options), kAll);
  options.max_features = std::int64_t{1} << 40U;
  EXPECT_EQ(chosen(options), kAll);
}

TEST(ColumnChoice, MaxFeaturesOfBinaryCountsGoesByDocuments) {
  VectorizerOptions options;
  options.max_features = 2;
  options.binary = true;
  EXPECT_THAT(chosen(options), ElementsAre(2, 3));
}

TEST(ColumnChoice, TiesOfMaxFeaturesGoByFinalOrder) {
  VectorizerOptions options;
  options.max_features = 1;
  EXPECT_THAT(chosen(options), ElementsAre(0));
  const auto backwards = [](Columns& columns) {
    std::sort(columns.begin(), columns.end(), std::greater<>());
  };
  EXPECT_THAT(choose_columns(kTotals, kAll, 4, options, backwards).columns, ElementsAre(2));
}

TEST(ColumnChoice, SortsByCodePoint) {
  using namespace std::string_literals;
  const std::vector<std::string> terms = {
      "zz", "Zz", "\U00010400x", "ﬀﬀ",    "abcdefghj", "abcdefghi", "abcdefgh",
      "ab", "__", "00",          "ab\0"s, "abcdefgh_", "éé"};
  Columns columns;
  for (std::size_t i = 0; i < terms.size(); ++i) columns.push_back(static_cast<std::int32_t>(i));
  const auto term = [&](std::int32_t c) {
    return std::string_view(terms[static_cast<std::size_t>(c)]);
  };
  sort_by_term(columns, term, Threads(2));
  EXPECT_THAT(columns, ElementsAre(9, 1, 8, 7, 10, 6, 11, 5, 4, 0, 12, 3, 2));
}

TEST(ColumnChoice, SelectsColumnsInTheirNewOrder) {
  const CsrMatrix<double> counts{3, 4, {0, 3, 3, 5}, {3, 0, 1, 1, 2}, {1, 2, 3, 4, 5}};
  const CsrMatrix<double> selected = select_columns(counts, {1, 3, 0});
  EXPECT_EQ(selected.rows, 3);
  EXPECT_EQ(selected.columns, 3);
  EXPECT_THAT(selected.row_start, ElementsAre(0, 3, 3, 4));
  EXPECT_THAT(selected.column, ElementsAre(0, 1, 2, 0));
  EXPECT_THAT(selected.value, ElementsAre(3, 1, 2, 4));
}

TEST(ColumnChoice, SelectsNothing) {
  const CsrMatrix<double> counts{1, 2, {0, 1}, {1}, {3}};
  const CsrMatrix<double> selected = select_columns(counts, {});
  EXPECT_EQ(selected.columns, 0);
  EXPECT_THAT(selected.row_start, ElementsAre(0, 0));
  EXPECT_THAT(selected.value, IsEmpty());
}

}  // namespace
}  // namespace nmf::detail
