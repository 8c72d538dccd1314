#include "nmf/model/row_blocks.h"

#include <algorithm>

namespace nmf {
namespace {

constexpr std::int64_t kElements = 1 << 20;  // of a block, about

}  // namespace

void for_each_row_block(const at::Tensor& matrix,
                        const std::function<void(std::int64_t, const at::Tensor&)>& use) {
  const at::Tensor plain = matrix.detach();
  const std::int64_t rows = plain.size(0);
  const std::int64_t step =
      std::max(std::int64_t{1}, kElements / std::max(std::int64_t{1}, plain.size(1)));
  for (std::int64_t first = 0; first < rows; first += step) {
    use(first, plain.narrow(0, first, std::min(step, rows - first)).contiguous().to(at::kCPU));
  }
}

}  // namespace nmf
