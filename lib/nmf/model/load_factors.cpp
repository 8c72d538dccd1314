#include "nmf/model/load_factors.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/isfinite.h>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>

#include "nmf/core/error.h"
#include "nmf/core/safetensors_reader.h"
#include "nmf/model/model_file.h"

namespace nmf {
namespace {

constexpr std::int64_t kElements = 1 << 20;  // of a block of rows, about

class FactorsFile {
 public:
  explicit FactorsFile(const std::filesystem::path& path) : path_(path), file_(path.string()) {}

  /// The tensor of that name [rows, columns], in memory row by row or column by column.
  at::Tensor read_matrix(const char* name, std::int64_t rows, std::int64_t columns,
                         bool by_column) {
    const StoredTensor& stored = file_.tensor(name);
    check_shape(stored, {rows, columns});  // before memory is asked for: the file has that much
    const at::ScalarType type = factor_type();
    at::Tensor target =
        by_column ? at::empty({columns, rows}, type).t() : at::empty({rows, columns}, type);
    const std::int64_t step = std::max(std::int64_t{1}, kElements / columns);
    std::int64_t offset = 0;
    for (std::int64_t first = 0; first < rows; first += step) {
      const std::int64_t count = std::min(step, rows - first);
      const at::Tensor block = at::empty({count, columns}, target.options());
      file_.read(stored, offset,
                 {static_cast<std::byte*>(block.mutable_data_ptr()), block.nbytes()});
      offset += static_cast<std::int64_t>(block.nbytes());
      if (!at::isfinite(block).all().item<bool>())
        fail(name, fmt::format("has a number that is not finite in rows {} to {}", first,
                               first + count - 1));
      target.narrow(0, first, count).copy_(block);
    }
    return target;
  }

  template <typename T, typename Allowed>
  std::vector<T> read_vector(const char* name, std::size_t size, const char* expected,
                             const Allowed& allowed) {
    check_shape(file_.tensor(name), {static_cast<std::int64_t>(size)});
    std::vector<T> values = file_.read_vector<T>(name);
    const auto wrong = std::find_if_not(values.begin(), values.end(), allowed);
    if (wrong != values.end()) {
      fail(name,
           fmt::format("[{}]: got {}, expected {}", wrong - values.begin(), *wrong, expected));
    }
    return values;
  }

 private:
  /// The type of W, which H must share.
  at::ScalarType factor_type() {
    const std::optional<TensorType> type = file_.tensor("W").type;
    if (type != file_.tensor("H").type) fail("H", "is not of the type of W");
    if (type == TensorType::float32) return at::kFloat;
    if (type == TensorType::float64) return at::kDouble;
    fail("W", "expected type F32 or F64");
  }

  [[noreturn]] void fail(const std::string& name, const std::string& what) const {
    throw ModelError(damaged(path_, fmt::format("{} {}", name, what)));
  }

  void check_shape(const StoredTensor& stored, const std::vector<std::int64_t>& expected) const {
    if (stored.shape == expected) return;
    fail(stored.name, fmt::format("has shape {}, expected {} (vocabulary.txt, documents.tsv and "
                                  "model.json)",
                                  shape_text(stored.shape), shape_text(expected)));
  }

  std::filesystem::path path_;
  SafetensorsFile file_;
};

}  // namespace

void load_factors(const std::filesystem::path& path, std::int64_t components, Model& model) try {
  FactorsFile file(path);
  const std::size_t documents = model.documents.size(), terms = model.vocabulary.size();
  const auto is_count = [](std::int64_t value) { return value >= 0; };
  model.idf =
      file.read_vector<double>("idf", terms, "a number > 0", [](double x) { return x > 0; });
  model.document_length =
      file.read_vector<std::int64_t>("document_length", documents, "a count", is_count);
  model.term_frequency =
      file.read_vector<std::int64_t>("term_frequency", terms, "a count", is_count);
  model.document_frequency = file.read_vector<std::int64_t>(
      "document_frequency", terms, "a number of documents",
      [&](std::int64_t value) { return is_count(value) && value <= std::ssize(model.documents); });

  model.W = file.read_matrix("W", std::ssize(model.documents), components, false);
  model.H = file.read_matrix("H", components, std::ssize(model.vocabulary), true);
} catch (const IoError& error) {
  throw ModelError(fmt::format("{}; restore the model directory or fit again", error.what()));
}

}  // namespace nmf
