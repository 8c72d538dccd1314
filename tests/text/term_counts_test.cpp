// Covers term_counter.cpp.
#include "nmf/text/term_counts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "nmf/core/error.h"
#include "nmf/corpus/corpus_hash.h"
#include "tests/text/vector_reader.h"

namespace nmf::detail {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Row = std::map<std::string, int>;

TermCounts count(std::vector<std::string> texts, const KnownWords& words = {},
                 const VectorizerOptions& options = {}, int threads = 1) {
  test::VectorReader reader(std::move(texts));
  return count_terms(reader, words, options, {}, Threads(threads));
}

/// What each document counts, by term.
std::vector<Row> rows(const TermCounts& counted) {
  std::vector<Row> all;
  for (const CountedBlock& block : counted.blocks) {
    auto at = block.counts.begin();
    for (const std::uint32_t size : block.row_size) {
      Row& row = all.emplace_back();
      for (const auto end = at + size; at != end; ++at)
        row[std::string(counted.terms.term(at->term))] += at->count;
    }
  }
  return all;
}

/// Occurrences and documents of each term, from the rows.
std::map<std::string, std::pair<std::int64_t, std::int64_t>> totals_of_rows(
    const TermCounts& counted) {
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> totals;
  for (const Row& row : rows(counted)) {
    for (const auto& [term, count] : row) {
      totals[term].first += count;
      ++totals[term].second;
    }
  }
  return totals;
}

/// The same as they were counted.
std::map<std::string, std::pair<std::int64_t, std::int64_t>> totals(const TermCounts& counted) {
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> totals;
  for (std::int32_t id = 0; id < counted.terms.size(); ++id) {
    const auto i = static_cast<std::size_t>(id);
    const std::pair of_term(counted.totals.occurrences.at(i), counted.totals.documents.at(i));
    if (of_term.first > 0) totals[std::string(counted.terms.term(id))] = of_term;
  }
  return totals;
}

TEST(TermCounts, CountsTermsByDocument) {
  const TermCounts result = count({"bb aa bb", "", "cc aa cc cc"});
  EXPECT_THAT(rows(result),
              ElementsAre(Row{{"aa", 1}, {"bb", 2}}, Row{}, Row{{"aa", 1}, {"cc", 3}}));
  EXPECT_THAT(result.documents,
              ElementsAre(DocumentName{"0", ""}, DocumentName{"1", ""}, DocumentName{"2", ""}));
  EXPECT_EQ(result.reserved, 0);
  EXPECT_EQ(totals(result), totals_of_rows(result));
  EXPECT_EQ(totals(result).at("cc"), std::pair(std::int64_t{3}, std::int64_t{1}));
}

TEST(TermCounts, StopWordsAreReservedAndNotCounted) {
  const TermCounts result = count({"the cat the dog", "dog and cat", "and"}, {{"and", "the"}});
  EXPECT_EQ(result.reserved, 2);
  EXPECT_THAT(rows(result),
              ElementsAre(Row{{"cat", 1}, {"dog", 1}}, Row{{"cat", 1}, {"dog", 1}}, Row{}));
  EXPECT_EQ(result.report.tokens, 8);
  EXPECT_EQ(result.report.stop_tokens, 4);
  EXPECT_EQ(result.report.only_stop_words, 1);
}

TEST(TermCounts, AFixedVocabularyTakesNothingElse) {
  const FixedVocabulary fixed{"", {"dog", "the", "cow"}};
  const TermCounts result = count({"the cat the dog"}, {{"the"}, &fixed});
  EXPECT_EQ(result.terms.size(), 3);
  EXPECT_EQ(result.terms.term(0), "dog");
  EXPECT_THAT(rows(result), ElementsAre(Row{{"dog", 1}})) << "a stop word is none of its terms";
}

TEST(TermCounts, NgramsAreOfTheTokensThatStay) {
  VectorizerOptions options;
  options.ngram_range = {1, 2};
  const TermCounts result = count({"new the york city new york"}, {{"the", "new york"}}, options);
  EXPECT_THAT(rows(result), ElementsAre(Row{{"new", 2},
                                            {"york", 2},
                                            {"city", 1},
                                            {"new york", 2},
                                            {"york city", 1},
                                            {"city new", 1}}));
  options.ngram_range = {3, 4};
  EXPECT_THAT(rows(count({"aa bb cc", "aa bb"}, {}, options)),
              ElementsAre(Row{{"aa bb cc", 1}}, Row{}));
}

TEST(TermCounts, NoDocumentsAreNoRows) {
  const TermCounts result = count({});
  EXPECT_THAT(result.blocks, IsEmpty());
  EXPECT_THAT(result.documents, IsEmpty());
}

TEST(TermCounts, HashesIdsAndTextsAsRead) {
  CorpusHash hash;
  hash.add("0", "The cat");
  hash.add("1", "É");
  EXPECT_EQ(count({"The cat", "É"}).corpus_sha256, hash.hex());
}

TEST(TermCounts, ReportsOnTheDocuments) {
  const DocumentReport report = count({"aa bb", "", "aa bb", "...", "", "aa bb"}).report;
  EXPECT_EQ(report.documents, 6);
  EXPECT_EQ(report.bytes, 18);
  EXPECT_EQ(report.longest, 5);
  EXPECT_EQ(report.tokens, 6);
  EXPECT_EQ(report.empty, 3);
  EXPECT_EQ(report.duplicates, 2) << "empty texts are none";
}

TEST(TermCounts, TheNumberOfThreadsDoesNotShow) {
  std::vector<std::string> texts;
  for (int i = 0; i < 30'000; ++i)
    texts.push_back("word" + std::to_string(i % 997) + " und term" + std::to_string(i * i % 5003) +
                    " filler filler " + std::to_string(100 + i));
  const TermCounts one = count(texts, {{"und"}}, {}, 1);
  for (const int threads : {2, 4}) {
    const TermCounts many = count(texts, {{"und"}}, {}, threads);
    EXPECT_EQ(rows(many), rows(one));
    EXPECT_EQ(totals(many), totals_of_rows(one));
    EXPECT_EQ(many.documents, one.documents);
    EXPECT_EQ(many.corpus_sha256, one.corpus_sha256);
    EXPECT_EQ(many.terms.size(), one.terms.size());
    EXPECT_EQ(many.report.stop_tokens, one.report.stop_tokens);
  }
}

/// Documents that can't be finished, from a number on.
class Damaged : public test::VectorReader {
 public:
  using test::VectorReader::VectorReader;
  void finish(Document& document) const override {
    if (std::stoi(document.name.id) >= 7000) throw IoError("document " + document.name.id);
  }
};

TEST(TermCounts, TheFirstFailureIsRethrown) {
  for (const int threads : {1, 3}) {
    Damaged reader(std::vector<std::string>(30'000, "some text"));
    try {
      count_terms(reader, {}, {}, {}, Threads(threads));
      FAIL();
    } catch (const IoError& error) {
      EXPECT_STREQ(error.what(), "document 7000");
    }
  }
}

TEST(TermCounts, ReportsNowAndThenAndAtTheEnd) {
  test::VectorReader reader(std::vector<std::string>(600, "some text"));
  std::vector<std::int64_t> done;
  const auto progress = [&](const Progress& now) {
    EXPECT_STREQ(now.stage, "vectorizing");
    EXPECT_STREQ(now.unit, "documents");
    EXPECT_EQ(now.total, 600);
    done.push_back(now.done);
    return true;
  };
  count_terms(reader, {}, {}, progress, Threads(1));
  EXPECT_THAT(done, ElementsAre(256, 512, 600));
}

TEST(TermCounts, StopsWhenAskedTo) {
  test::VectorReader reader(std::vector<std::string>(600, "some text"));
  int calls = 0;
  const auto progress = [&](const Progress&) {
    ++calls;
    return false;
  };
  EXPECT_THROW(count_terms(reader, {}, {}, progress, Threads(2)), Interrupted);
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace nmf::detail
