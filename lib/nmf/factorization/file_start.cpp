#include "nmf/factorization/file_start.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "nmf/core/error.h"
#include "nmf/core/plural.h"
#include "nmf/core/safetensors_reader.h"
#include "nmf/factorization/dtype.h"
#include "nmf/factorization/large_tensor.h"

namespace nmf {
namespace {

using Shape = std::vector<std::int64_t>;

void check_shapes(const SafetensorsFile& file, std::int64_t documents, std::int64_t terms,
                  std::int64_t K) {
  const Shape W = {documents, K}, H = {K, terms};
  const StoredTensor &found_W = file.tensor("W"), &found_H = file.tensor("H");
  if (found_W.shape == W && found_H.shape == H) return;
  throw IoError(
      fmt::format("{}: W is {} and H {}, expected {} and {}: the corpus has {} and {}, "
                  "factorization.n_components is {}",
                  file.path(), shape_text(found_W.shape), shape_text(found_H.shape), shape_text(W),
                  shape_text(H), plural(documents, "document"), plural(terms, "term"), K));
}

/// Copies a tensor to `out`, checked and converted; element (i, j) goes to out[i rows + j columns].
template <typename From, typename To>
class Copy {
 public:
  Copy(SafetensorsFile& file, const StoredTensor& tensor, bool signs)
      : file_(file), tensor_(tensor), signs_(signs) {}

  void to(To* out, std::int64_t rows, std::int64_t columns) {
    constexpr std::int64_t kValuesAtOnce = 1 << 16;
    const std::int64_t count = tensor_.byte_size / static_cast<std::int64_t>(sizeof(From));
    std::vector<From> block(static_cast<std::size_t>(std::min(kValuesAtOnce, count)));
    const std::int64_t width = tensor_.shape[1];
    for (std::int64_t first = 0; first < count; first += kValuesAtOnce) {
      const auto part =
          std::span(block).first(static_cast<std::size_t>(std::min(kValuesAtOnce, count - first)));
      file_.read(tensor_, first * static_cast<std::int64_t>(sizeof(From)),
                 std::as_writable_bytes(part));
      for (std::int64_t at = first; const From value : part) {
        const std::int64_t i = at / width, j = at % width;
        out[i * rows + j * columns] = checked(value, i, j);
        ++at;
      }
    }
  }

 private:
  To checked(From value, std::int64_t i, std::int64_t j) const {
    const To fitted = static_cast<To>(value);
    if (std::isfinite(fitted) && (signs_ || value >= 0)) return fitted;
    throw IoError(fmt::format("{}: {}[{}, {}] is {}, expected a number {} that fits {}",
                              file_.path(), tensor_.name, i, j, value,
                              signs_ ? "(of any sign)" : ">= 0 (for a non-negative solver)",
                              sizeof(To) == sizeof(double) ? "float64" : "float32"));
  }

  SafetensorsFile& file_;
  const StoredTensor& tensor_;
  bool signs_;
};

template <typename To>
void copy(SafetensorsFile& file, const char* name, bool signs, To* out, std::int64_t rows,
          std::int64_t columns) {
  const StoredTensor& tensor = file.tensor(name);
  if (tensor.type == TensorType::float32) {
    Copy<float, To>(file, tensor, signs).to(out, rows, columns);
  } else if (tensor.type == TensorType::float64) {
    Copy<double, To>(file, tensor, signs).to(out, rows, columns);
  } else {
    throw IoError(
        fmt::format("{}: {} is {}, expected F32 or F64", file.path(), name, tensor.dtype));
  }
}

template <typename To>
void fill(SafetensorsFile& file, bool signs, const at::Tensor& W, const at::Tensor& Ht) {
  const std::int64_t K = W.size(1);
  copy(file, "W", signs, W.mutable_data_ptr<To>(), K, 1);
  copy(file, "H", signs, Ht.mutable_data_ptr<To>(), 1, K);
}

}  // namespace

Factors file_start(std::int64_t documents, std::int64_t terms, const FactorizationOptions& options,
                   const std::string& device) {
  SafetensorsFile file(options.init_file);
  check_shapes(file, documents, terms, options.n_components);
  const at::ScalarType type = scalar_type(options.dtype);
  const at::Tensor W = large_empty({documents, options.n_components}, type);
  const at::Tensor Ht = large_empty({terms, options.n_components}, type);
  const bool signs = keeps_signs(options);
  if (options.dtype == Dtype::float64) {
    fill<double>(file, signs, W, Ht);
  } else {
    fill<float>(file, signs, W, Ht);
  }
  const at::Device place(device);
  return {W.to(place), Ht.to(place).t()};
}

}  // namespace nmf
