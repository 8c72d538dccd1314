#include "nmf/model/transformed_file.h"

#include <fmt/format.h>

#include <iterator>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "nmf/core/csv_field.h"
#include "nmf/core/error.h"
#include "nmf/core/npy.h"
#include "nmf/core/quote.h"
#include "nmf/core/whole_file.h"

namespace nmf {
namespace {

std::string npy_start(Dtype dtype, std::int64_t documents, std::int64_t topics) {
  return npy_header(dtype == Dtype::float64 ? npy_type<double>() : npy_type<float>(),
                    {documents, topics});
}

std::string csv_header(std::int64_t topics) {
  std::string header = "id";
  for (std::int64_t k = 0; k < topics; ++k) header += fmt::format(",topic_{}", k);
  return header + ",unknown_share,residual,flag\n";
}

std::string json_string(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

template <typename T>
void append_numbers(std::string& to, const T* numbers, std::int64_t count) {
  for (std::int64_t k = 0; k < count; ++k)
    fmt::format_to(std::back_inserter(to), "{}{}", k == 0 ? "" : ",", numbers[k]);
}

template <typename T>
std::string text_of(const TransformedRows& rows, TransformedFormat format) {
  const T* weights = rows.W.const_data_ptr<T>();
  const std::int64_t K = rows.W.size(1);
  if (format == TransformedFormat::npy)
    return {reinterpret_cast<const char*>(weights), rows.W.nbytes()};
  std::string text;
  for (std::size_t r = 0; r < rows.documents.size(); ++r, weights += K) {
    const std::string& id = rows.documents[r].id;
    const std::string_view flag = flag_name(rows.flag[r]);
    if (format == TransformedFormat::csv) {
      text += csv_field(id) + ',';
      append_numbers(text, weights, K);
      text += fmt::format(",{},{},{}\n", rows.unknown_share[r], rows.residual[r], flag);
    } else {
      text += fmt::format(R"({{"id":{},"topics":[)", json_string(id));
      append_numbers(text, weights, K);
      text += fmt::format("],\"unknown_share\":{},\"residual\":{},\"flag\":\"{}\"}}\n",
                          rows.unknown_share[r], rows.residual[r], flag);
    }
  }
  return text;
}

std::string text_of(const TransformedRows& rows, TransformedFormat format) {
  return rows.W.scalar_type() == at::kDouble ? text_of<double>(rows, format)
                                             : text_of<float>(rows, format);
}

TransformCounts counts_of(const TransformedRows& rows) {
  TransformCounts counts;
  for (const DocumentFlag flag : rows.flag) {
    ++counts.documents;
    counts.empty += flag == DocumentFlag::empty ? 1 : 0;
    counts.unknown += flag == DocumentFlag::unknown ? 1 : 0;
    counts.poor += flag == DocumentFlag::poor ? 1 : 0;
  }
  counts.bytes = rows.bytes;
  return counts;
}

void add(TransformCounts& all, const TransformCounts& part) {
  all.documents += part.documents;
  all.empty += part.empty;
  all.unknown += part.unknown;
  all.poor += part.poor;
  all.bytes += part.bytes;
}

void check_counts(const TransformCounts& counts) {
  if (counts.documents == 0) throw EmptyCorpus("the corpus has no documents; choose one that has");
  if (counts.empty + counts.unknown < counts.documents) return;
  throw EmptyCorpus(
      fmt::format("no document has a term of the model's vocabulary (documents: {}, without any "
                  "term: {}); choose "
                  "a corpus of the model's language and kind, or fit a model on this one",
                  counts.documents, counts.empty));
}

bool is_ours(TransformedFormat format, std::string_view first_line) {
  switch (format) {
    case TransformedFormat::npy:
      return first_line.starts_with("\x93NUMPY");
    case TransformedFormat::csv:
      return first_line.starts_with("id,topic_0");
    case TransformedFormat::jsonl:
      return first_line.starts_with("{\"id\":") &&
             first_line.find("\"topics\":[") != first_line.npos;
  }
  return false;
}

}  // namespace

TransformedFormat transformed_format(const std::filesystem::path& path) {
  const std::string suffix = path.extension().string();
  if (suffix == ".npy") return TransformedFormat::npy;
  if (suffix == ".csv") return TransformedFormat::csv;
  if (suffix == ".jsonl") return TransformedFormat::jsonl;
  throw IoError(fmt::format("{}: got the suffix {}, expected .npy, .csv or .jsonl", path.string(),
                            quote(suffix)));
}

void check_transformed_file(const std::filesystem::path& path) {
  const TransformedFormat format = transformed_format(path);
  check_replaceable_file(path, [&](std::string_view line) { return is_ours(format, line); });
}

TransformCounts write_transformed(const std::filesystem::path& path, std::int64_t topics,
                                  Dtype dtype, const TransformSource& source) {
  check_transformed_file(path);
  const TransformedFormat format = transformed_format(path);
  TransformCounts counts;
  write_whole_file(path, [&](OutputFile& file) {
    if (format == TransformedFormat::npy) file.write(npy_start(dtype, 0, topics));
    if (format == TransformedFormat::csv) file.write(csv_header(topics));
    source([&](const TransformedRows& rows) {
      return [&file, &counts, text = text_of(rows, format), part = counts_of(rows)] {
        file.write(text);
        add(counts, part);
      };
    });
    check_counts(counts);
    // Only now is known how many there are; the header is as long as before.
    if (format == TransformedFormat::npy)
      file.rewrite_start(npy_start(dtype, counts.documents, topics));
  });
  return counts;
}

}  // namespace nmf
