#pragma once

#include "nmf/factorization/kernels/kernels.h"

// The kernels as compiled for each instruction set (kernels_*.cpp). v3 and v4 exist on x86-64 only.
namespace nmf::kernels {
namespace generic {
const Table<float>& float_table();
const Table<double>& double_table();
}  // namespace generic
namespace v3 {
const Table<float>& float_table();
const Table<double>& double_table();
}  // namespace v3
namespace v4 {
const Table<float>& float_table();
const Table<double>& double_table();
}  // namespace v4
}  // namespace nmf::kernels
