// The topics of a model: their share, their terms and the documents that are most about them.
#include <cstdio>

#include "nmf/core/error.h"
#include "nmf/model/load_model.h"
#include "nmf/model/topic_names.h"
#include "nmf/model/topic_summary.h"

int main(int argc, char** argv) try {
  const nmf::Model model = nmf::load_model(argc > 1 ? argv[1] : "runs/news");
  const std::vector<std::string> names = nmf::read_topic_names(model);
  for (const nmf::TopicSummary& topic :
       nmf::summarize_topics(model, {.n_terms = 5, .n_documents = 1, .lambda = 0.6})) {
    std::printf("%s %.1f %%:", nmf::topic_title(topic.topic, names).c_str(), 100 * topic.share);
    for (const nmf::ScoredTerm& term : topic.relevance) std::printf(" %s", term.term.c_str());
    for (const nmf::TypicalDocument& document : topic.documents)
      std::printf(" [%s]", model.documents[static_cast<std::size_t>(document.row)].id.c_str());
    std::printf("\n");
  }
} catch (const nmf::Error& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
