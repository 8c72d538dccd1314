// The topics of new documents, a document a line.
#include <cstdio>

#include "nmf/config/config.h"
#include "nmf/core/error.h"
#include "nmf/corpus/reader.h"
#include "nmf/model/transform.h"

int main(int argc, char** argv) try {
  const nmf::Model model = nmf::load_model(argc > 1 ? argv[1] : "runs/news");
  const nmf::Config config = nmf::config_from_json(model.config, "model.json: config");
  const nmf::Transformer transformer(model, config.vectorizer, config.factorization);

  nmf::CorpusOptions corpus;
  corpus.path = argc > 2 ? argv[2] : "new.txt";
  corpus.format = nmf::CorpusFormat::lines;
  const auto print = [](const nmf::TransformedRows& rows) {
    for (std::size_t d = 0; d < rows.documents.size(); ++d) {
      std::printf("%s:", rows.documents[d].id.c_str());
      for (std::int64_t k = 0; k < rows.W.size(1); ++k)
        std::printf(" %.3f", rows.W[static_cast<std::int64_t>(d)][k].item<double>());
      std::printf(" (%.0f %% unknown, residual %.2f, %s)\n", 100 * rows.unknown_share[d],
                  rows.residual[d], nmf::flag_name(rows.flag[d]).data());
    }
  };
  transformer.transform(*nmf::open_documents(corpus), [&](nmf::TransformedRows rows) {
    return [&print, rows = std::move(rows)] { print(rows); };  // in order, on this thread
  });
} catch (const nmf::Error& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
