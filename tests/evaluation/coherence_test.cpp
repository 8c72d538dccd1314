// The golden values are gensim's, recorded by tests/golden/make_coherence_golden.py.
#include "nmf/evaluation/coherence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "nmf/core/error.h"
#include "tests/support/golden.h"
#include "tests/support/temporary_directory.h"
#include "tests/text/vector_reader.h"

namespace nmf {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

Coherence score(std::vector<std::string> texts, const std::vector<TermList>& topics,
                std::int64_t most = 10, const VectorizerOptions& options = {}, int threads = 1) {
  test::VectorReader reader(std::move(texts));
  const TopicTerms numbered = number_terms(topics, most);
  return coherence(numbered, count_occurrences(reader, numbered, options, {}, threads));
}

void expect_near(const Score& score, const json& wanted, const char* name) {
  SCOPED_TRACE(name);
  ASSERT_EQ(score.topics.size(), wanted.size());
  double sum = 0;
  for (std::size_t t = 0; t < wanted.size(); ++t) {
    ASSERT_TRUE(score.topics[t]);
    EXPECT_NEAR(*score.topics[t], wanted[t].get<double>(), 1e-9);  // the mark is 1e-6
    sum += wanted[t].get<double>();
  }
  ASSERT_TRUE(score.mean);
  EXPECT_NEAR(*score.mean, sum / static_cast<double>(wanted.size()), 1e-9);
}

TEST(Coherence, EqualsGensim) {
  const json golden = test::read_golden("coherence.json");
  ASSERT_EQ(golden["cases"].size(), 11U);
  for (const json& wanted : golden["cases"]) {
    SCOPED_TRACE(wanted["name"].get<std::string>());
    VectorizerOptions options;
    if (wanted["options"].contains("ngram_range"))
      options.ngram_range = wanted["options"]["ngram_range"];
    if (wanted["options"].contains("stop_words"))
      options.stop_words = wanted["options"]["stop_words"].get<std::vector<std::string>>();
    for (const int threads : {1, 4}) {
      const Coherence scores = score(wanted["texts"], wanted["topics"].get<std::vector<TermList>>(),
                                     wanted["top"].get<std::int64_t>(), options, threads);
      expect_near(scores.u_mass, wanted["scores"]["u_mass"], "u_mass");
      expect_near(scores.c_v.value(), wanted["scores"]["c_v"], "c_v");
      expect_near(scores.c_uci.value(), wanted["scores"]["c_uci"], "c_uci");
      expect_near(scores.c_npmi.value(), wanted["scores"]["c_npmi"], "c_npmi");
    }
  }
}

TEST(Coherence, LeavesTermsThatOccurNowhereOutOfTheirTopics) {
  const std::vector<std::string> texts = {"cat dog", "dog fox", "cat fox dog"};
  const Coherence scores =
      score(texts, {{"cat", "unicorn", "dog"}, {"griffin", "fox"}, {"unicorn", "griffin"}});
  EXPECT_THAT(scores.absent, ElementsAre("unicorn", "griffin"));
  const Coherence without = score(texts, {{"cat", "dog"}});
  EXPECT_EQ(scores.u_mass.topics[0], without.u_mass.topics[0]);
  EXPECT_EQ(scores.c_v->topics[0], without.c_v->topics[0]);
  // A topic with fewer than two terms left has no score, and no part in the mean.
  EXPECT_EQ(scores.u_mass.topics[1], std::nullopt);
  EXPECT_EQ(scores.c_npmi->topics[2], std::nullopt);
  EXPECT_EQ(scores.c_uci->mean, without.c_uci->mean);
}

TEST(Coherence, HasNoMeanWhereNoTopicHasAScore) {
  const Coherence scores = score({"cat dog"}, {{"cat", "unicorn"}, {"dog"}});
  EXPECT_EQ(scores.u_mass.mean, std::nullopt);
  EXPECT_EQ(scores.c_v->mean, std::nullopt);
  EXPECT_THAT(scores.c_v->topics, ElementsAre(std::nullopt, std::nullopt));
}

TEST(Coherence, RefusesACorpusWithoutAnyOfTheTerms) {
  try {
    (void)score({"cat dog", "fox"}, {{"Cat", "unicorn"}, {"unicorn", "griffin"}});
    FAIL() << "was taken";
  } catch (const IoError& error) {
    EXPECT_THAT(error.what(), HasSubstr("none of the topics' terms (3) occurs in the corpus "
                                        "(documents: 2, tokens: 3)"));
  }
}

TEST(Coherence, OfNoTermsThereIsNone) {
  EXPECT_EQ(test::message_of<IoError>([] {
              (void)score({"cat dog", "fox"}, {{}, {}});
            }),
            "the topics have no terms, so that there are no scores");
}

TEST(Coherence, OfAMatrixIsUMassAlone) {
  MatrixCorpus corpus;
  corpus.X = {4, 2, {0, 2, 3, 4, 4}, {0, 1, 0, 1}, {3, 1, 2, 1}};
  corpus.vocabulary = {"cat", "dog"};
  corpus.documents.resize(4);
  const TopicTerms topics = number_terms({{"cat", "dog"}});
  const Coherence scores = coherence(topics, count_occurrences(corpus, topics, {}));
  // Both in one of four documents, cat in two.
  EXPECT_NEAR(scores.u_mass.topics[0].value(), std::log((0.25 + 1e-12) / 0.5), 1e-15);
  EXPECT_FALSE(scores.c_v || scores.c_uci || scores.c_npmi);
}

TEST(Coherence, IsFiniteHoweverExtremeTheCounts) {
  const Coherence scores =
      score({"aa", "aa", "bb", "aa bb cc", ""}, {{"aa", "bb", "cc"}, {"cc", "bb"}, {"aa", "aa"}});
  for (const Score* of : {&scores.u_mass, &*scores.c_v, &*scores.c_uci, &*scores.c_npmi}) {
    EXPECT_TRUE(std::isfinite(of->mean.value()));
    for (const auto& value : of->topics) EXPECT_TRUE(std::isfinite(value.value()));
  }
}

}  // namespace
}  // namespace nmf
