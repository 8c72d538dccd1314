#include "nmf/evaluation/evaluate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/text/vector_reader.h"

namespace nmf {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Evaluation of_texts(std::vector<std::string> texts, const std::vector<TermList>& lists) {
  test::VectorReader reader(std::move(texts));
  TopicTerms topics = number_terms(lists);
  const Occurrences counts = count_occurrences(reader, topics, {}, {}, 1);
  return evaluate(std::move(topics), 10, counts);
}

TEST(Evaluate, PutsAllScoresTogether) {
  const Evaluation all =
      of_texts({"cat dog", "dog fox cat", "fox"}, {{"cat", "dog"}, {"fox", "dog"}});
  EXPECT_EQ(all.documents, 3);
  EXPECT_EQ(all.tokens, 6);
  EXPECT_EQ(all.most, 10);
  EXPECT_THAT(all.listing, ElementsAre(0, 1));
  EXPECT_EQ(all.coherence.u_mass.topics.size(), 2U);
  EXPECT_TRUE(all.coherence.c_v && all.coherence.c_uci && all.coherence.c_npmi);
  EXPECT_DOUBLE_EQ(all.diversity.mean.value(), 0.75);
  EXPECT_FALSE(all.model);
  EXPECT_THAT(all.notes, IsEmpty());
}

TEST(Evaluate, NotesTermsThatOccurNowhereAndTopicsWithoutAScore) {
  const Evaluation all =
      of_texts({"cat dog"}, {{"cat", "dog", "elf"}, {"cat", "orc"}, {"orc", "elf"}});
  EXPECT_THAT(
      all.notes,
      ElementsAre(
          "2 of the topics' terms occur nowhere in the corpus and are left out: 'elf', 'orc'",
          "no coherence for topics 1, 2: fewer than two terms that occur in the corpus; the "
          "means leave them out"));
}

TEST(Evaluate, NamesTenTopicsWithoutAScoreAtMost) {
  std::vector<TermList> topics(14, {"cat"});
  topics[3] = {"cat", "dog"};
  const Evaluation all = of_texts({"cat dog"}, topics);
  ASSERT_EQ(all.notes.size(), 1U);
  EXPECT_EQ(all.notes[0],
            "no coherence for topics 0, 1, 2, 4, 5, 6, 7, 8, 9, 10 and 3 more: fewer than two "
            "terms that occur in the corpus; the means leave them out");
  topics.resize(11);
  EXPECT_THAT(of_texts({"cat dog"}, topics).notes[0], testing::HasSubstr("9, 10: fewer"));
}

TEST(Evaluate, NotesWhatAMatrixCannotGive) {
  MatrixCorpus corpus;
  corpus.X = {2, 2, {0, 2, 3}, {0, 1, 0}, {0.5, 0.25, 1.0}};
  corpus.vocabulary = {"cat", "dog"};
  corpus.documents.resize(2);
  corpus.weights = true;
  TopicTerms topics = number_terms({{"cat", "dog"}});
  const Occurrences counts = count_occurrences(corpus, topics, {});
  EXPECT_THAT(evaluate(topics, 10, counts).notes,
              ElementsAre("a corpus of counts has no order of words: no c_v, c_uci, c_npmi, which "
                          "count within windows"));
  const Evaluation all = evaluate(topics, 10, counts, true);
  EXPECT_FALSE(all.coherence.c_v);
  EXPECT_THAT(
      all.notes,
      ElementsAre("a corpus of weights has no order of words: no c_v, c_uci, c_npmi, which "
                  "count within windows",
                  "a document has the terms of which it has a weight: u_mass rests on that"));
}

}  // namespace
}  // namespace nmf
