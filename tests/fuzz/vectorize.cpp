// Lines of text to TF-IDF, by one thread and by three: the results are the same.
// Input: see choose_analyzer and choose_weights; then the lines.

#include "tests/fuzz/analyzer.h"
#include "tests/fuzz/matrix.h"

using namespace nmf;

namespace {

void choose_weights(fuzz::Input& input, VectorizerOptions& options) {
  const unsigned how = input.choose(16);
  options.binary = (how & 1U) != 0;
  options.sublinear_tf = (how & 2U) != 0;
  options.use_idf = (how & 4U) == 0;
  options.smooth_idf = (how & 8U) == 0;
  options.norm = static_cast<Norm>(input.choose(3));
  options.min_df = std::int64_t{1} + input.choose(3);
  if (input.flip()) options.max_df = 0.5;
  if (const unsigned most = input.choose(5); most > 0) options.max_features = most;
  if (input.flip()) options.stop_words = "english";
  const bool by_words = options.analyzer == Analyzer::word || options.analyzer == Analyzer::icu;
  constexpr const char* kStemmers[] = {nullptr, "english", "german", "russian", "turkish"};
  const char* const stemmer = kStemmers[input.choose(5)];
  if (by_words && stemmer != nullptr) options.stemmer = stemmer;
}

bool same(const Tfidf& a, const Tfidf& b) {
  return a.X.row_start == b.X.row_start && a.X.column == b.X.column && a.X.value == b.X.value &&
         a.vocabulary == b.vocabulary && a.idf == b.idf && a.documents == b.documents &&
         a.document_length == b.document_length && a.term_frequency == b.term_frequency &&
         a.document_frequency == b.document_frequency && a.stop_words == b.stop_words &&
         a.corpus_sha256 == b.corpus_sha256 && a.report.warnings == b.report.warnings;
}

/// Lines enough for several blocks.
std::string repeated(std::string_view lines) {
  std::string all;
  for (int i = 0; i < 9000 && all.size() < 600'000; ++i) all.append(lines) += '\n';
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  VectorizerOptions options;
  fuzz::choose_analyzer(input, options);
  choose_weights(input, options);
  const bool several_blocks = input.choose(64) == 1;
  CorpusOptions corpus;
  corpus.format = CorpusFormat::lines;
  corpus.decode_error = DecodeError::replace;
  static fuzz::MemoryFile file;
  corpus.path = file.hold(several_blocks ? repeated(input.rest()) : std::string(input.rest()));
  fuzz::may_refuse([&] {
    const Tfidf one = vectorize(*open_documents(corpus), options, {}, 1);
    fuzz::require_valid(one.X);
    fuzz::require(same(one, vectorize(*open_documents(corpus), options, {}, 3)),
                  "threads change nothing");
  });
  return 0;
}
