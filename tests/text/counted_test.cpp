#include "nmf/text/counted.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/core/error.h"

namespace nmf::detail {
namespace {

using testing::ElementsAre;
using testing::ThrowsMessage;

const std::vector<std::string> kTerms = {"the", "pear", "apple"};

Counted counted_of(CsrMatrix<double> counts) {
  Counted counted;
  counted.rows = counts.rows;
  counted.totals = column_totals(counts);
  counted.select = [counts](const std::vector<std::int32_t>& columns) {
    return select_columns(counts, columns);
  };
  return counted;
}

Tfidf weighed(const Counted& counted, const VectorizerOptions& options = {}) {
  return weigh_counted(counted, options, Threads(1));
}

/// Two documents, "the pear pear" and "pear apple"; "the" is a stop word.
Counted two_documents() {
  Counted counted = counted_of({2, 3, {0, 1, 3}, {1, 1, 2}, {2, 1, 1}});
  counted.candidates = {1, 2};
  counted.stop_tokens = 1;
  counted.term = [](std::int32_t c) {
    return std::string_view(kTerms[static_cast<std::size_t>(c)]);
  };
  return counted;
}

TEST(Counted, TotalsAreOfTheFinalVocabulary) {
  VectorizerOptions options;
  options.use_idf = false;
  options.norm = Norm::none;
  const Tfidf result = weighed(two_documents(), options);
  EXPECT_THAT(result.vocabulary, ElementsAre("apple", "pear"));
  EXPECT_THAT(result.term_frequency, ElementsAre(1, 3));
  EXPECT_THAT(result.document_frequency, ElementsAre(1, 2));
  EXPECT_THAT(result.document_length, ElementsAre(2, 2));
  EXPECT_THAT(result.X.row_start, ElementsAre(0, 1, 3));
  EXPECT_THAT(result.X.column, ElementsAre(1, 0, 1));
  EXPECT_THAT(result.X.value, ElementsAre(2, 1, 1));
}

TEST(Counted, TotalsAreOfCountsBeforeTheyAreBinary) {
  VectorizerOptions options;
  options.binary = true;
  const Tfidf result = weighed(two_documents(), options);
  EXPECT_THAT(result.term_frequency, ElementsAre(1, 3));
  EXPECT_THAT(result.document_length, ElementsAre(2, 2));
}

TEST(Counted, ColumnsKeepTheirOrderWhenAsked) {
  Counted counted = two_documents();
  counted.order_by_term = false;
  EXPECT_THAT(weighed(counted).vocabulary, ElementsAre("pear", "apple"));
}

/// Two documents without a term.
Counted no_terms(std::int64_t stop_tokens) {
  Counted counted = counted_of({2, 0, {0, 0, 0}, {}, {}});
  counted.stop_tokens = stop_tokens;
  return counted;
}

TEST(Counted, AFixedVocabularyStaysWhole) {
  Counted counted = two_documents();
  counted.prune = counted.order_by_term = false;
  counted.candidates = {2, 0, 1};
  VectorizerOptions options;
  options.min_df = std::int64_t{2};
  const Tfidf result = weighed(counted, options);
  EXPECT_THAT(result.vocabulary, ElementsAre("apple", "the", "pear"));
  EXPECT_THAT(result.document_frequency, ElementsAre(1, 0, 2));
}

TEST(Counted, ReportsWhatWasLeftOut) {
  VectorizerOptions options;
  options.max_features = 1;
  const VocabularyReport report = weighed(two_documents(), options).report.vocabulary;
  EXPECT_EQ(report.found, 2);
  EXPECT_EQ(report.beyond_max_features, 1);
  EXPECT_EQ(report.kept, 1);
}

TEST(Counted, SaysThatThereAreNoDocuments) {
  EXPECT_THAT([] { weighed({}); },
              ThrowsMessage<IoError>("the vocabulary is empty (documents read: 0): choose a corpus "
                                     "that has documents"));
}

TEST(Counted, SaysThatNoDocumentHasATerm) {
  EXPECT_THAT([] { weighed(no_terms(0)); },
              ThrowsMessage<IoError>(
                  "the vocabulary is empty (documents read: 2): none has a token (see "
                  "vectorizer.analyzer and vectorizer.token_pattern); choose a corpus with text"));
}

TEST(Counted, SaysThatThereAreOnlyStopWords) {
  EXPECT_THAT([] { weighed(no_terms(14)); },
              ThrowsMessage<IoError>(
                  "the vocabulary is empty (documents read: 2): they hold only stop words (tokens: "
                  "14); drop words from vectorizer.stop_words or vectorizer.extra_stop_words"));
}

TEST(Counted, SaysWhichOptionPrunedTheLastTerm) {
  EXPECT_THAT(
      [] {
        VectorizerOptions options;
        options.min_df = 0.6;
        options.max_df = 0.9;
        weighed(two_documents(), options);
      },
      ThrowsMessage<IoError>(
          "the vocabulary is empty (documents read: 2): of the terms found, 2 in all, "
          "vectorizer.min_df (0.6) left out 1 and vectorizer.max_df (0.9) left out 1; lower min_df "
          "or raise max_df"));
}

}  // namespace
}  // namespace nmf::detail
