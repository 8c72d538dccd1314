// The choice of K on corpora whose number of topics is known.
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "nmf/evaluation/recommend.h"
#include "nmf/evaluation/select_files.h"
#include "tests/evaluation/planted_corpus.h"

namespace nmf {
namespace {

/// Corpora of 5 to 40 topics, as many as NMF_PLANTED_CORPORA says; without it a few small ones.
std::vector<test::PlantedDraw> corpora() {
  std::vector<test::PlantedDraw> draws;
  const char* wanted = std::getenv("NMF_PLANTED_CORPORA");
  const int count = wanted == nullptr ? 4 : std::atoi(wanted);
  for (int i = 0; i < count; ++i) {
    const auto seed = static_cast<std::uint32_t>(i);
    draws.push_back(wanted == nullptr ? test::planted_draw(seed, 12, 800)
                                      : test::planted_draw(seed));
  }
  return draws;
}

TEST(Planted, SelectRecommendsThePlantedK) {
  const std::vector<test::PlantedDraw> draws = corpora();
  ASSERT_FALSE(draws.empty());
  std::size_t hits = 0;
  std::string missed;
  for (const test::PlantedDraw& draw : draws) {
    ASSERT_GE(draw.k.size(), 6U);
    SelectOptions options;
    options.k = draw.k;
    const auto candidates = sweep_components(test::planted_matrix(draw.corpus), options, {});
    const Recommendation got = recommend(candidates);
    if (got.k == draw.corpus.topics) {
      ++hits;
    } else {
      missed.append("seed ").append(std::to_string(draw.corpus.seed));
      missed.append(", planted ").append(std::to_string(draw.corpus.topics)).append(":\n");
      missed += select_text(candidates, got);
    }
  }
  // 18 of 20.
  EXPECT_GE(10 * hits, 9 * draws.size()) << missed;
}

TEST(Planted, WordsOfOneKindAloneAreNoTopics) {
  test::PlantedOptions options;
  options.topics = 1;
  options.terms_a_topic = 300;
  options.documents = 500;
  SelectOptions sweep;
  sweep.k = {2, 4, 6, 8, 10, 12};
  sweep.seeds = 3;
  const Recommendation got = recommend(sweep_components(test::planted_matrix(options), sweep, {}));
  EXPECT_NE(got.confidence, Confidence::high);
}

}  // namespace
}  // namespace nmf
