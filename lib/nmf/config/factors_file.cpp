#include "nmf/config/factors_file.h"

#include <fmt/format.h>

#include "nmf/core/error.h"
#include "nmf/core/safetensors_reader.h"

namespace nmf::config {
namespace {

const StoredTensor& factor(const SafetensorsFile& file, const char* name) {
  const StoredTensor& tensor = file.tensor(name);
  const bool floating = tensor.type == TensorType::float32 || tensor.type == TensorType::float64;
  if (floating && tensor.shape.size() == 2) return tensor;
  throw IoError(fmt::format("{}: {} is {} of shape {}, expected F32 or F64 of two dimensions",
                            file.path(), name, tensor.dtype, shape_text(tensor.shape)));
}

}  // namespace

std::int64_t components_of_factors(const std::string& path) {
  const SafetensorsFile file(path);
  const StoredTensor &W = factor(file, "W"), &H = factor(file, "H");
  if (W.shape[1] == H.shape[0] && H.shape[0] > 0) return H.shape[0];
  throw IoError(fmt::format("{}: W is {} and H {}, expected [D, K] and [K, V] with K >= 1", path,
                            shape_text(W.shape), shape_text(H.shape)));
}

}  // namespace nmf::config
