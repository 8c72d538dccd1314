#include "model_excerpts.h"

#include <fmt/format.h>

#include "model_corpus.h"
#include "nmf/corpus/reader.h"
#include "nmf/model/excerpts.h"
#include "read_corpus.h"

namespace nmf::app {
namespace {

/// The excerpts of a corpus that is the model's.
Excerpts read(const Model& model, const ModelCorpus& corpus, const std::vector<std::int64_t>& rows,
              Console& console) {
  constexpr std::size_t kCharacters = 200;
  const ProgressCallback progress = progress_on(console);
  Excerpts excerpts =
      read_excerpts(*open_documents(corpus.config.corpus, progress), rows, kCharacters, progress);
  if (!corpus.recorded && excerpts.corpus_sha256 != model.corpus_sha256) {
    throw IoError(
        fmt::format("{}: is not the corpus that the model was fitted on, so its texts are "
                    "not those of the model's documents; leave --corpus out",
                    corpus.config.corpus.path));
  }
  check_unchanged(corpus, model, excerpts.corpus_sha256);
  return excerpts;
}

}  // namespace

std::map<std::int64_t, std::string> model_excerpts(const Model& model,
                                                   const std::optional<std::string>& given,
                                                   const std::vector<std::int64_t>& rows,
                                                   Console& console) {
  std::map<std::int64_t, std::string> texts;
  try {
    const ModelCorpus corpus = model_corpus(model, given);
    const CorpusFormat format = resolve_format(corpus.config.corpus);
    if (!holds_matrix(format))
      texts = read_model_corpus(corpus, [&] { return read(model, corpus, rows, console); }).texts;
  } catch (const IoError& error) {
    if (given) throw;
    console.note(fmt::format("note: no excerpts: {}", error.what()));
  }
  console.clear();
  return texts;
}

}  // namespace nmf::app
