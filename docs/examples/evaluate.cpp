// How good topics are: coherence in a corpus, and diversity.
#include <cstdio>

#include "nmf/core/error.h"
#include "nmf/corpus/reader.h"
#include "nmf/evaluation/evaluate.h"

int main(int argc, char** argv) try {
  nmf::CorpusOptions corpus;
  corpus.path = argc > 1 ? argv[1] : "posts.csv";
  corpus.format = nmf::CorpusFormat::csv;
  corpus.text_field = "body";
  nmf::VectorizerOptions words;
  words.stop_words = "english";

  const nmf::TopicTerms topics = nmf::number_terms({{"chain", "rim", "cable", "oil", "tyre"},
                                                    {"bread", "dough", "oven", "stock", "onions"},
                                                    {"soil", "oven", "leaves", "dragon"}});
  const nmf::Occurrences counts =
      nmf::count_occurrences(*nmf::open_documents(corpus), topics, words);
  const nmf::Evaluation all = nmf::evaluate(topics, 10, counts);
  for (std::size_t t = 0; t < topics.topics.size(); ++t)
    std::printf("%zu: c_npmi %.3f, c_v %.3f\n", t, *all.coherence.c_npmi->topics[t],
                *all.coherence.c_v->topics[t]);
  std::printf("diversity %.3f\n", *all.diversity.mean);
  for (const std::string& note : all.notes) std::printf("%s\n", note.c_str());
} catch (const nmf::Error& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
