// Lists of terms. Input: the file.

#include "nmf/corpus/vocabulary_file.h"

#include <set>

#include "nmf/core/utf8.h"
#include "tests/fuzz/fuzz.h"

using namespace nmf;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  static fuzz::MemoryFile file;
  const std::string& path = file.hold(input.rest());
  fuzz::may_refuse([&] {
    const std::vector<std::string> terms = read_vocabulary(path);
    fuzz::require(!terms.empty(), "there is a term");
    const std::set<std::string> distinct(terms.begin(), terms.end());
    fuzz::require(distinct.size() == terms.size(), "terms are distinct");
    for (const std::string& term : terms) {
      fuzz::require(!term.empty() && valid_utf8_length(term) == term.size(), "terms are UTF-8");
    }
  });
  return 0;
}
