// Safetensors files. Input: how it comes (0: the file as it is, 1: the header, a newline, the
// values, so that the length need not be right); the file.

#include "nmf/core/safetensors_reader.h"

#include <cstring>
#include <vector>

#include "tests/fuzz/fuzz.h"

using namespace nmf;

namespace {

std::string with_length(fuzz::Input& input) {
  const std::string_view header = input.until('\n');
  const std::uint64_t length = header.size();
  std::string file(sizeof length, '\0');
  std::memcpy(file.data(), &length, sizeof length);
  return file.append(header).append(input.rest());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  static fuzz::MemoryFile held;
  const bool as_it_is = !input.flip();
  const std::string bytes = as_it_is ? std::string(input.rest()) : with_length(input);
  const std::string& path = held.hold(bytes);
  fuzz::may_refuse([&] {
    SafetensorsFile file(path);
    std::size_t read = 0;
    for (const StoredTensor& tensor : file.tensors()) {
      fuzz::require(&file.tensor(tensor.name) == &tensor, "names are distinct");
      std::vector<std::byte> values(static_cast<std::size_t>(tensor.byte_size));
      file.read(tensor, 0, values);
      read += values.size();
      fuzz::may_refuse([&] { file.read_vector<double>(tensor.name); });
    }
    fuzz::require(read < bytes.size(), "no byte belongs to two tensors");
  });
  return 0;
}
