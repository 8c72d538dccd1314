#include "nmf/text/term_counts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/corpus/corpus_hash.h"
#include "tests/text/vector_reader.h"

namespace nmf::detail {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(TermCounts, CountsByFirstAppearance) {
  test::VectorReader reader({"bb aa bb", "", "cc aa cc cc"});
  const TermCounts result = count_terms(reader, {}, {}, {});
  EXPECT_EQ(result.terms.size(), 3);
  EXPECT_EQ(result.terms.term(0), "bb");
  EXPECT_EQ(result.terms.term(1), "aa");
  EXPECT_EQ(result.terms.term(2), "cc");
  EXPECT_EQ(result.counts.rows, 3);
  EXPECT_EQ(result.counts.columns, 3);
  EXPECT_THAT(result.counts.row_start, ElementsAre(0, 2, 2, 4));
  EXPECT_THAT(result.counts.column, ElementsAre(0, 1, 2, 1));
  EXPECT_THAT(result.counts.value, ElementsAre(2, 1, 3, 1));
  EXPECT_THAT(result.documents,
              ElementsAre(DocumentName{"0", ""}, DocumentName{"1", ""}, DocumentName{"2", ""}));
}

TEST(TermCounts, StopWordsComeFirstAndAreNotCounted) {
  test::VectorReader reader({"the cat the dog", "dog and cat"});
  const TermCounts result = count_terms(reader, {"and", "the"}, {}, {});
  EXPECT_EQ(result.stop_words, 2);
  EXPECT_EQ(result.stop_tokens, 3);
  EXPECT_EQ(result.terms.term(2), "cat");
  EXPECT_EQ(result.counts.columns, 4);
  EXPECT_THAT(result.counts.row_start, ElementsAre(0, 2, 4));
  EXPECT_THAT(result.counts.column, ElementsAre(2, 3, 3, 2));
}

TEST(TermCounts, NoDocumentsAreNoRows) {
  test::VectorReader reader({});
  const TermCounts result = count_terms(reader, {}, {}, {});
  EXPECT_EQ(result.counts.rows, 0);
  EXPECT_THAT(result.counts.row_start, ElementsAre(0));
  EXPECT_THAT(result.documents, IsEmpty());
}

TEST(TermCounts, HashesIdsAndTextsAsRead) {
  test::VectorReader reader({"The cat", "É"});
  CorpusHash hash;
  hash.add("0", "The cat");
  hash.add("1", "É");
  EXPECT_EQ(count_terms(reader, {}, {}, {}).corpus_sha256, hash.hex());
}

TEST(TermCounts, ReportsNowAndThenAndAtTheEnd) {
  test::VectorReader reader(std::vector<std::string>(600, "some text"));
  std::vector<std::int64_t> done;
  count_terms(reader, {}, {}, [&](const Progress& progress) {
    EXPECT_STREQ(progress.stage, "vectorizing");
    EXPECT_STREQ(progress.unit, "documents");
    EXPECT_EQ(progress.total, 600);
    done.push_back(progress.done);
    return true;
  });
  EXPECT_THAT(done, ElementsAre(256, 512, 600));
}

TEST(TermCounts, StopsWhenAskedTo) {
  test::VectorReader reader(std::vector<std::string>(600, "some text"));
  int calls = 0;
  EXPECT_THROW(count_terms(reader, {}, {},
                           [&](const Progress&) {
                             ++calls;
                             return false;
                           }),
               Interrupted);
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace nmf::detail
