// Readers of one file of text. NMF_FUZZ_FORMAT: lines, csv, tsv or jsonl.
// Input: encoding, decode_error, fields; format (3: auto); then the file.

#include "tests/fuzz/corpus.h"

using namespace nmf;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  CorpusOptions options;
  fuzz::choose_text_options(input, options);
  if (input.choose(4) != 3) options.format = CorpusFormat::NMF_FUZZ_FORMAT;
  static fuzz::MemoryFile file;
  options.path = file.hold(input.rest());
  fuzz::may_refuse([&] { fuzz::read_documents(options); });
  return 0;
}
