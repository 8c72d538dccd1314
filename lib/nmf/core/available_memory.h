#pragma once

namespace nmf {

/// Bytes of main memory that this process can still take: the least of what the machine has
/// available, what the control group leaves, and what the address-space limit leaves.
/// Infinity where none of them can be read.
double available_memory();

}  // namespace nmf
