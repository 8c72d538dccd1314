#include "nmf/factorization/large_tensor.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace nmf {
namespace {

TEST(LargeTensor, SmallAndLargeHoldWhatIsWritten) {
  for (const std::int64_t rows : {3, 200000}) {
    at::Tensor t = large_empty({rows, 7}, at::kDouble);
    EXPECT_EQ(t.sizes(), (at::IntArrayRef{rows, 7}));
    EXPECT_TRUE(t.is_contiguous());
    t.fill_(2.5);
    EXPECT_EQ(t.sum().item<double>(), 2.5 * 7 * static_cast<double>(rows));
  }
}

TEST(LargeTensor, ALargeOneStartsAtAHugePage) {
  const at::Tensor t = large_empty({1 << 20}, at::kDouble);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(t.const_data_ptr()) % (std::uintptr_t{2} << 20), 0U);
}

TEST(TensorPool, MemoryThatIsFreeServesTheNextOfItsSize) {
  TensorPool pool;
  at::Tensor first = pool.empty({1 << 20}, at::kDouble);
  const void* memory = first.const_data_ptr();
  const at::Tensor second = pool.empty({1 << 20}, at::kDouble);
  EXPECT_NE(second.const_data_ptr(), memory);
  first.reset();
  EXPECT_EQ(pool.empty({1 << 20}, at::kDouble).const_data_ptr(), memory);
}

TEST(TensorPool, TensorsOutliveIt) {
  at::Tensor tensor;
  {
    TensorPool pool;
    tensor = pool.empty({1 << 20}, at::kDouble);
  }
  tensor.fill_(1);
  EXPECT_EQ(tensor.sum().item<double>(), 1 << 20);
}

}  // namespace
}  // namespace nmf
