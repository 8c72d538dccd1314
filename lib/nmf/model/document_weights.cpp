#include "nmf/model/document_weights.h"

#include <fmt/format.h>

#include "nmf/core/csv_field.h"
#include "nmf/core/error.h"
#include "nmf/core/quote.h"
#include "nmf/core/whole_file.h"
#include "nmf/model/row_blocks.h"

namespace nmf {
namespace {

template <typename T>
void write_rows(OutputFile& file, const Model& model, std::int64_t first, const at::Tensor& block) {
  const T* weights = block.const_data_ptr<T>();
  for (std::int64_t r = 0; r < block.size(0); ++r) {
    const DocumentName& name = model.documents[static_cast<std::size_t>(first + r)];
    std::string line = csv_field(name.id) + "," + csv_field(name.label);
    for (std::int64_t k = 0; k < block.size(1); ++k)
      fmt::format_to(std::back_inserter(line), ",{}", *weights++);
    file.write(line + "\n");
  }
}

}  // namespace

std::string document_weights_header(std::int64_t topics) {
  std::string header = "id,label";
  for (std::int64_t k = 0; k < topics; ++k) header += fmt::format(",topic_{}", k);
  return header;
}

void check_document_weights_file(const std::filesystem::path& path) {
  if (path.extension() != ".csv") {
    throw IoError(fmt::format("{}: got the suffix {}, expected .csv", path.string(),
                              quote(path.extension().string())));
  }
  check_replaceable_file(
      path, [](std::string_view first_line) { return first_line.starts_with("id,label,topic_0"); });
}

void write_document_weights(const std::filesystem::path& path, const Model& model) {
  write_whole_file(path, [&](OutputFile& file) {
    file.write(document_weights_header(model.W.size(1)) + "\n");
    for_each_row_block(model.W, [&](std::int64_t first, const at::Tensor& block) {
      if (block.scalar_type() == at::kDouble) return write_rows<double>(file, model, first, block);
      write_rows<float>(file, model, first, block);
    });
  });
}

}  // namespace nmf
