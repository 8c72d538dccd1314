// Archives of files: folders, newsgroups, and files of lines or records inside.
// Input: encoding, decode_error, fields; format; how the archive comes (0: as it is, 1: tar,
// 2: zip); parts that are removed; then the archive, or its members (see members_of).

#include "tests/fuzz/corpus.h"
#include "tests/fuzz/pack.h"

using namespace nmf;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  CorpusOptions options;
  fuzz::choose_text_options(input, options);
  constexpr CorpusFormat kFormats[] = {CorpusFormat::folders, CorpusFormat::newsgroups,
                                       CorpusFormat::automatic, CorpusFormat::lines,
                                       CorpusFormat::csv};
  options.format = kFormats[input.choose(5)];
  const unsigned how = input.choose(3);
  const unsigned remove = input.choose(8);
  for (unsigned part = 0; part < 3; ++part) {
    if ((remove >> part & 1U) != 0) options.remove.push_back(static_cast<NewsgroupsPart>(part));
  }
  options.subset = static_cast<NewsgroupsSubset>(input.choose(3));
  if (input.flip()) options.categories = {"a"};
  static fuzz::MemoryFile file;
  options.path = file.hold(how == 0 ? std::string(input.rest())
                                    : fuzz::packed(fuzz::members_of(input), how == 2));
  fuzz::may_refuse([&] { fuzz::read_documents(options); });
  return 0;
}
