#pragma once

#include <string>

#include "nmf/factorization/options.h"

namespace nmf {

/// The device that a name stands for: "cpu", or "cuda:n" that was found and can be used.
///
/// The CUDA half of LibTorch is loaded here, at the first question about CUDA, so a machine without
/// it needs nothing of it.
/// \param name   auto (cuda:0 where it works, else cpu) | cpu | cuda | cuda:n
/// \param where  what a DeviceError begins with; empty: runtime.device and the name
/// Throws DeviceError: what is missing (driver, CUDA libraries, device n) and what to do.
std::string resolve_device(const std::string& name, const std::string& where = {});

/// The same for a solver: scd runs on the CPU alone, so auto is cpu for it, and a CUDA device a
/// DeviceError.
std::string resolve_device(const std::string& name, Solver solver, const std::string& where = {});

}  // namespace nmf
