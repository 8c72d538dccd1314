// Readers of a matrix in one file of text. NMF_FUZZ_FORMAT: ldac, uci or mtx.
// Input: values; the terms, separated by commas, up to the end of the line; then the file.

#include "tests/fuzz/matrix.h"

using namespace nmf;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  CorpusOptions options;
  options.format = CorpusFormat::NMF_FUZZ_FORMAT;
  options.values = static_cast<MatrixValues>(input.choose(3));
  static fuzz::MemoryFile terms, file;
  options.vocabulary = terms.hold(fuzz::vocabulary_of(input.until('\n')));
  options.path = file.hold(input.rest());
  fuzz::may_refuse([&] { fuzz::read_matrix_corpus(options); });
  return 0;
}
