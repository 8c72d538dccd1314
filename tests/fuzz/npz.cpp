// scipy's npz. Input: values; how it comes (0: the file as it is, 1: its members, 2: its members as
// `NAME|HEADER LINE|VALUES`, so that lengths need not be right); the terms, as in matrix.cpp; the
// file or members.

#include "tests/fuzz/matrix.h"
#include "tests/fuzz/pack.h"

using namespace nmf;

namespace {

/// A .npy file of a header line and values.
std::string npy(std::string_view content) {
  const std::string header(content.substr(0, content.find('\n') + 1));
  std::string file("\x93NUMPY\x01\x00", 8);
  file += static_cast<char>(header.size() % 256);
  file += static_cast<char>(header.size() / 256);
  return file.append(content);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  CorpusOptions options;
  options.format = CorpusFormat::npz;
  options.values = static_cast<MatrixValues>(input.choose(3));
  const unsigned how = input.choose(3);
  static fuzz::MemoryFile terms, file;
  options.vocabulary = terms.hold(fuzz::vocabulary_of(input.until('\n')));
  if (how == 0) {
    options.path = file.hold(input.rest());
  } else {
    auto members = fuzz::members_of(input);
    for (fuzz::Member& member : members) {
      if (how == 2) member.content = npy(member.content);
    }
    options.path = file.hold(fuzz::packed(members, true));
  }
  fuzz::may_refuse([&] { fuzz::read_matrix_corpus(options); });
  return 0;
}
