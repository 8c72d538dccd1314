#include "nmf/report/tensor_repr.h"

#include <ATen/ops/cat.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>
#include <stdexcept>
#include <vector>

#include "nmf/report/number_format.h"

namespace nmf {
namespace {

// torch.set_printoptions' defaults.
constexpr std::int64_t kThreshold = 1000;  // elements above which a tensor is summarised
constexpr std::int64_t kEdge = 3;          // rows, columns shown at each end then
constexpr std::int64_t kLineWidth = 80;

constexpr std::string_view kPrefix = "tensor(";
constexpr std::int64_t kIndent = std::ssize(kPrefix);

/// Joins lines as PyTorch does: a comma, a new line, and as many spaces as there are brackets open.
std::string bracketed(const std::vector<std::string>& lines, std::int64_t indent) {
  const std::string separator = ",\n" + std::string(static_cast<std::size_t>(indent) + 1, ' ');
  return fmt::format("[{}]", fmt::join(lines, separator));
}

std::string vector_text(std::span<const double> numbers, bool elided, const NumberFormat& format,
                        std::int64_t indent) {
  std::vector<std::string> items;
  for (const double number : numbers) items.push_back(format(number));
  if (elided) items.insert(items.begin() + kEdge, " ...");
  const std::int64_t per_line =
      std::max(std::int64_t{1}, (kLineWidth - indent) / (format.width() + 2));
  std::vector<std::string> lines;
  for (std::int64_t at = 0; at < std::ssize(items); at += per_line) {
    const std::int64_t end = std::min(at + per_line, std::ssize(items));
    lines.push_back(fmt::format("{}", fmt::join(items.begin() + at, items.begin() + end, ", ")));
  }
  return bracketed(lines, indent);
}

std::string values_text(const at::Tensor& tensor) {
  const bool summarised = tensor.numel() > kThreshold;
  at::Tensor shown = tensor.detach();
  std::vector<bool> elided;
  for (std::int64_t d = 0; d < tensor.dim(); ++d) {
    const std::int64_t size = tensor.size(d);
    elided.push_back(summarised && size > 2 * kEdge);
    if (!elided.back()) continue;
    shown = at::cat({shown.narrow(d, 0, kEdge), shown.narrow(d, size - kEdge, kEdge)}, d);
  }
  shown = shown.to(at::kCPU).to(at::kDouble).contiguous();
  const std::span<const double> numbers(shown.const_data_ptr<double>(),
                                        static_cast<std::size_t>(shown.numel()));
  const NumberFormat format(numbers);
  if (tensor.dim() == 0) return format(numbers[0]);
  if (tensor.dim() == 1) return vector_text(numbers, elided[0], format, kIndent);

  std::vector<std::string> rows;
  const auto length = static_cast<std::size_t>(shown.size(1));
  for (std::size_t begin = 0; begin < numbers.size(); begin += length) {
    rows.push_back(vector_text(numbers.subspan(begin, length), elided[1], format, kIndent + 1));
  }
  if (elided[0]) rows.insert(rows.begin() + kEdge, "...");
  return bracketed(rows, kIndent);
}

std::vector<std::string> suffixes_of(const at::Tensor& tensor) {
  std::vector<std::string> suffixes;
  if (!tensor.is_cpu()) suffixes.push_back(fmt::format("device='{}'", tensor.device().str()));
  if (tensor.numel() == 0 && tensor.dim() != 1) {
    suffixes.push_back(fmt::format("size=({}, {})", tensor.size(0), tensor.size(1)));
  }
  if (tensor.scalar_type() == at::kDouble) suffixes.emplace_back("dtype=torch.float64");
  if (tensor.requires_grad() && tensor.is_leaf()) suffixes.emplace_back("requires_grad=True");
  return suffixes;
}

}  // namespace

std::string tensor_repr(const at::Tensor& tensor) {
  const bool known = tensor.scalar_type() == at::kFloat || tensor.scalar_type() == at::kDouble;
  if (!known || tensor.dim() > 2) {
    throw std::invalid_argument("tensor_repr: expected float32 or float64 of at most 2 dimensions");
  }
  std::string text(kPrefix);
  text += tensor.numel() == 0 ? "[]" : values_text(tensor);
  // PyTorch counts the line it is on two characters longer than it is where it is the first, one
  // longer elsewhere, and so breaks a little early.
  const std::size_t newline = text.rfind('\n');
  std::int64_t line = newline == std::string::npos
                          ? std::ssize(text) + 2
                          : std::ssize(text) - static_cast<std::int64_t>(newline) + 1;
  for (const std::string& suffix : suffixes_of(tensor)) {
    if (line + std::ssize(suffix) + 2 > kLineWidth) {
      text += ",\n" + std::string(kIndent, ' ') + suffix;
      line = kIndent + std::ssize(suffix);
    } else {
      text += ", " + suffix;
      line += std::ssize(suffix) + 2;
    }
  }
  return text + ")";
}

}  // namespace nmf
