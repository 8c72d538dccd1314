#pragma once

#include <string>

#include "nmf/config/config.h"

namespace nmf::app {

/// The device that a configuration's fit runs on, as resolve_device finds it.
/// Throws DeviceError that begins with where runtime.device was given, as with `--device cuda:1`.
std::string fit_device(const Config& config);

}  // namespace nmf::app
