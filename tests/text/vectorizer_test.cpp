#include "nmf/text/vectorizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "nmf/core/error.h"
#include "tests/text/vector_reader.h"

namespace nmf {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::ThrowsMessage;
using Texts = std::vector<std::string>;

Tfidf of(const Texts& texts, const VectorizerOptions& options = {}) {
  test::VectorReader reader(texts);
  return vectorize(reader, options);
}

MatrixCorpus fruit() {
  return {{3, 4, {0, 2, 2, 4}, {0, 3, 0, 1}, {3, 1, 1, 2}},
          false,
          {"pear", "apple", "never", "the"},
          {{"a", "x"}, {"b", ""}, {"c", ""}},
          "0123abcd"};
}

TEST(Vectorizer, GivesEverythingThatOneReadingGives) {
  VectorizerOptions options;
  options.stop_words = Texts{"the"};
  options.norm = Norm::none;
  const Tfidf result = of({"the pear the Pear", "", "apple pear"}, options);
  EXPECT_EQ(result.X.rows, 3);
  EXPECT_EQ(result.X.columns, 2);
  EXPECT_THAT(result.vocabulary, ElementsAre("apple", "pear"));
  EXPECT_THAT(result.idf, ElementsAre(DoubleEq(1.6931471805599454), DoubleEq(1.2876820724517808)));
  EXPECT_THAT(result.X.row_start, ElementsAre(0, 1, 1, 3));
  EXPECT_THAT(result.X.column, ElementsAre(1, 0, 1));
  EXPECT_THAT(result.X.value,
              ElementsAre(DoubleEq(2.5753641449035616), result.idf[0], result.idf[1]));
  EXPECT_THAT(result.documents,
              ElementsAre(DocumentName{"0", ""}, DocumentName{"1", ""}, DocumentName{"2", ""}));
  EXPECT_THAT(result.document_length, ElementsAre(2, 0, 2));
  EXPECT_THAT(result.term_frequency, ElementsAre(1, 3));
  EXPECT_THAT(result.document_frequency, ElementsAre(1, 2));
  EXPECT_THAT(result.stop_words, ElementsAre("the"));
  EXPECT_EQ(result.corpus_sha256.size(), 64U);
}

TEST(Vectorizer, HashIsOfTheCorpusNotOfTheOptions) {
  VectorizerOptions options;
  options.lowercase = false;
  EXPECT_EQ(of({"Some text"}).corpus_sha256, of({"Some text"}, options).corpus_sha256);
  EXPECT_NE(of({"Some text"}).corpus_sha256, of({"some text"}).corpus_sha256);
}

TEST(Vectorizer, SameDocumentsSameRows) {
  const Tfidf result = of({"aa bb", "cc", "aa bb"});
  EXPECT_THAT(result.X.row_start, ElementsAre(0, 2, 3, 5));
  EXPECT_EQ(result.X.value[0], result.X.value[3]);
  EXPECT_EQ(result.X.value[1], result.X.value[4]);
}

TEST(Vectorizer, AnotherOrderOfDocumentsIsAnotherOrderOfRows) {
  const Tfidf forth = of({"zz bb aa", "cc éé", "bb bb"});
  const Tfidf back = of({"bb bb", "cc éé", "zz bb aa"});
  EXPECT_EQ(forth.vocabulary, back.vocabulary);
  EXPECT_EQ(forth.idf, back.idf);
  EXPECT_THAT(forth.X.row_start, ElementsAre(0, 3, 5, 6));
  EXPECT_THAT(back.X.row_start, ElementsAre(0, 1, 3, 6));
  EXPECT_EQ(std::vector<double>(forth.X.value.begin(), forth.X.value.begin() + 3),
            std::vector<double>(back.X.value.begin() + 3, back.X.value.end()));
}

TEST(Vectorizer, ChecksOptionsBeforeItReads) {
  test::VectorReader reader({"aa"});
  VectorizerOptions options;
  options.max_features = -1;
  EXPECT_THAT([&] { vectorize(reader, options); },
              ThrowsMessage<ConfigError>(HasSubstr("vectorizer.max_features: got -1")));
  Document document;
  EXPECT_TRUE(reader.next(document));
}

TEST(Vectorizer, TermsOfAFixedVocabularyThatOccurNowhereAreToldOf) {
  VectorizerOptions options;
  options.vocabulary = FixedVocabulary{"", {"apple", "nowhere", "never"}};
  EXPECT_THAT(of({"an apple"}, options).report.warnings, IsEmpty());
  options.smooth_idf = false;
  const Tfidf result = of({"an apple"}, options);
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  EXPECT_THAT(result.idf, ElementsAre(1.0, kInfinity, kInfinity));
  EXPECT_THAT(result.X.value, ElementsAre(1.0));
  EXPECT_THAT(
      result.report.warnings,
      ElementsAre("2 of the 3 terms of vectorizer.vocabulary occur in no document and have an "
                  "infinite idf, as in scikit-learn; set vectorizer.smooth_idf: true"));
  options.vocabulary->terms.pop_back();
  EXPECT_THAT(
      of({"an apple"}, options).report.warnings,
      ElementsAre("1 of the 2 terms of vectorizer.vocabulary occurs in no document and has an "
                  "infinite idf, as in scikit-learn; set vectorizer.smooth_idf: true"));
}

TEST(Vectorizer, AFixedVocabularyNeedsDocumentsToo) {
  VectorizerOptions options;
  options.vocabulary = FixedVocabulary{"", {"apple"}};
  EXPECT_THAT([&] { of({}, options); },
              ThrowsMessage<IoError>("the corpus has no documents; choose one that has"));
}

TEST(Vectorizer, WarnsOfStopWordsThatAreTokenizedOtherwise) {
  VectorizerOptions options;
  options.stop_words = Texts{"don't", "the"};
  EXPECT_THAT(
      of({"the dog"}, options).report.warnings,
      ElementsAre("the stop words do not fit the tokens: taken apart as documents are, they "
                  "give don, which are none of them; add these to "
                  "vectorizer.extra_stop_words"));
  options.stop_words = "english";
  EXPECT_THAT(of({"the dog"}, options).report.warnings, testing::IsEmpty());
}

TEST(Vectorizer, EveryAnalyzerIsTheSameForAnyNumberOfThreads) {
  Texts texts;
  for (int i = 0; i < 5000; ++i)
    texts.push_back("Running runners ran " + std::to_string(i % 700) + " miles, élan " +
                    std::to_string(i) + " 中文分词 don't stop");
  std::vector<VectorizerOptions> all(6);
  all[1].ngram_range = {1, 3};
  all[2].analyzer = Analyzer::characters_in_words;
  all[2].ngram_range = {2, 4};
  all[3].analyzer = Analyzer::icu;
  all[3].stemmer = "english";
  all[4].vocabulary = FixedVocabulary{"", {"miles", "ran", "absent", "中文分词"}};
  all[4].smooth_idf = true;
  all[5].token_pattern = "(?u)[a-z]+";
  all[5].strip_accents = StripAccents::unicode;
  all[5].max_features = 50;
  for (const VectorizerOptions& options : all) {
    test::VectorReader first(texts), second(texts);
    const Tfidf one = vectorize(first, options, {}, 1), four = vectorize(second, options, {}, 4);
    EXPECT_EQ(one.vocabulary, four.vocabulary);
    EXPECT_EQ(one.X.row_start, four.X.row_start);
    EXPECT_EQ(one.X.column, four.X.column);
    EXPECT_EQ(one.X.value, four.X.value);
    EXPECT_EQ(one.document_length, four.document_length);
    EXPECT_EQ(one.corpus_sha256, four.corpus_sha256);
    EXPECT_EQ(one.report.documents.stop_tokens, four.report.documents.stop_tokens);
  }
}

TEST(Vectorizer, EmptyVocabularyIsAnErrorOfTheCorpus) {
  VectorizerOptions options;
  options.stop_words.emplace<std::string>("english");  // GCC 12 warns of = at -O3
  EXPECT_THAT(
      [&] {
        of({"The and", "or"}, options);
      },
      ThrowsMessage<IoError>(HasSubstr("only stop words (tokens: 3)")));
  EXPECT_THAT(
      [&] {
        of({"", "?!"}, options);
      },
      ThrowsMessage<IoError>(HasSubstr("(documents read: 2): none has a token")));
  EXPECT_THAT([&] { of({}, options); }, ThrowsMessage<IoError>(HasSubstr("documents read: 0")));
}

TEST(Vectorizer, ADocumentOfOneLongTokenJustWorks) {
  const std::size_t size = 2'000'000;
  const Tfidf result = of({std::string(size, 'A') + "é", "bb"});
  ASSERT_EQ(result.X.columns, 2);
  EXPECT_EQ(result.vocabulary[0].size(), size + 2);
  EXPECT_THAT(result.X.value, ElementsAre(1.0, 1.0));
}

TEST(Vectorizer, TermsAreValidUtf8WhateverAReaderGives) {
  EXPECT_THAT(of({"ab\xff"
                  "cd \xc3"})
                  .vocabulary,
              ElementsAre("ab", "cd"));
}

TEST(Vectorizer, CountsKeepTheOrderOfTheirTerms) {
  VectorizerOptions options;
  options.stop_words = Texts{"the"};
  options.use_idf = false;
  options.norm = Norm::l1;
  const Tfidf result = vectorize(fruit(), options);
  EXPECT_THAT(result.vocabulary, ElementsAre("pear", "apple"));
  EXPECT_THAT(result.X.row_start, ElementsAre(0, 1, 1, 3));
  EXPECT_THAT(result.X.column, ElementsAre(0, 0, 1));
  EXPECT_THAT(result.X.value, ElementsAre(1.0, DoubleEq(1.0 / 3), DoubleEq(2.0 / 3)));
  EXPECT_THAT(result.document_length, ElementsAre(3, 0, 3));
  EXPECT_THAT(result.term_frequency, ElementsAre(4, 2));
  EXPECT_THAT(result.document_frequency, ElementsAre(2, 1));
  EXPECT_THAT(result.documents,
              ElementsAre(DocumentName{"a", "x"}, DocumentName{"b", ""}, DocumentName{"c", ""}));
  EXPECT_THAT(result.stop_words, ElementsAre("the"));
  EXPECT_EQ(result.corpus_sha256, "0123abcd");
}

TEST(Vectorizer, CountsOfATermInNoDocumentNeedMinDfZero) {
  VectorizerOptions options;
  options.min_df = 0.0;
  EXPECT_THAT(vectorize(fruit(), options).vocabulary, ElementsAre("pear", "apple", "never", "the"));
  EXPECT_THAT(vectorize(fruit()).vocabulary, ElementsAre("pear", "apple", "the"));
}

TEST(Vectorizer, CountsEqualTextThatHasThem) {
  const Tfidf text = of({"apple pear apple", "", "pear plum plum plum"});
  const MatrixCorpus corpus{{3, 3, {0, 2, 2, 4}, {0, 1, 1, 2}, {2, 1, 1, 3}},
                            false,
                            {"apple", "pear", "plum"},
                            text.documents,
                            ""};
  const Tfidf counts = vectorize(corpus);
  EXPECT_EQ(counts.X.value, text.X.value);
  EXPECT_EQ(counts.X.column, text.X.column);
  EXPECT_EQ(counts.idf, text.idf);
}

TEST(Vectorizer, CountsOfOnlyStopWordsAreEmpty) {
  VectorizerOptions options;
  options.stop_words = Texts{"the", "pear", "apple", "never"};
  EXPECT_THAT([&] { vectorize(fruit(), options); },
              ThrowsMessage<IoError>(HasSubstr("only stop words (tokens: 7)")));
}

TEST(Vectorizer, MalformedCountsAreRefused) {
  const auto refused = [](const char* what, auto&& spoil) {
    MatrixCorpus corpus = fruit();
    spoil(corpus);
    EXPECT_THAT([&] { vectorize(corpus); },
                ThrowsMessage<IoError>(std::string("the corpus of counts is malformed: ") + what));
  };
  const char* const rows = "the rows do not fit the stored values";
  refused(rows, [](MatrixCorpus& c) { c.X.rows = -1; });
  refused(rows, [](MatrixCorpus& c) { c.X.rows = 4; });
  refused(rows, [](MatrixCorpus& c) { c.X.row_start[0] = -1; });
  refused(rows, [](MatrixCorpus& c) { c.X.row_start[1] = 3; });
  refused(rows, [](MatrixCorpus& c) { c.X.row_start[3] = 99; });
  refused(rows, [](MatrixCorpus& c) { c.X.column.pop_back(); });
  refused("documents and rows differ in number", [](MatrixCorpus& c) { c.documents.pop_back(); });
  refused("terms and columns differ in number", [](MatrixCorpus& c) { c.vocabulary.pop_back(); });
  const char* const columns = "the columns of a row do not rise within the vocabulary";
  refused(columns, [](MatrixCorpus& c) { c.X.column[1] = 4; });
  refused(columns, [](MatrixCorpus& c) { c.X.column[0] = -1; });
  refused(columns, [](MatrixCorpus& c) { c.X.column[1] = 0; });
  refused("a stored count is below 1", [](MatrixCorpus& c) { c.X.value[2] = 0; });
}

}  // namespace
}  // namespace nmf
