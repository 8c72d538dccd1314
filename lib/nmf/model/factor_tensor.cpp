#include "nmf/model/factor_tensor.h"

#include <utility>

#include "nmf/model/row_blocks.h"

namespace nmf {

NamedTensor factor_tensor(std::string name, const at::Tensor& factor) {
  const bool wide = factor.scalar_type() == at::kDouble;
  return {std::move(name), wide ? TensorType::float64 : TensorType::float32, factor.sizes().vec(),
          [factor](const ByteSink& sink) {
            for_each_row_block(factor, [&](std::int64_t /*first*/, const at::Tensor& block) {
              sink({static_cast<const std::byte*>(block.const_data_ptr()), block.nbytes()});
            });
          }};
}

}  // namespace nmf
