// How many topics a corpus has: several numbers tried, one recommended.
#include <cstdio>

#include "nmf/core/error.h"
#include "nmf/corpus/reader.h"
#include "nmf/evaluation/recommend.h"
#include "nmf/evaluation/select.h"
#include "nmf/text/vectorizer.h"

int main(int argc, char** argv) try {
  nmf::CorpusOptions corpus;
  corpus.path = argc > 1 ? argv[1] : "posts.ldac";
  corpus.vocabulary = argc > 2 ? argv[2] : "terms.txt";
  corpus.format = nmf::CorpusFormat::ldac;
  const nmf::Tfidf tfidf = nmf::vectorize(nmf::read_matrix(corpus));

  nmf::SelectOptions options;
  options.k = {2, 4, 8, 16};
  options.seeds = 3;
  const auto candidates = nmf::sweep_components(tfidf.X, options, nmf::FactorizationOptions{});
  for (const nmf::Candidate& c : candidates)
    std::printf("K = %2d: held-out error %.3f, stability %.2f\n", static_cast<int>(c.k),
                c.held_out_error(), c.stability->matched_cosine);
  const nmf::Recommendation choice = nmf::recommend(candidates);
  std::printf("K = %d, %s confidence\n", static_cast<int>(choice.k),
              nmf::name_of(choice.confidence));
} catch (const nmf::Error& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
