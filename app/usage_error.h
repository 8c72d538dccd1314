#pragma once

#include <stdexcept>
#include <string>

namespace nmf::app {

/// A command line that can't be understood (exit code 2).
struct UsageError : std::runtime_error {
  explicit UsageError(const std::string& message) : std::runtime_error(message) {}
};

}  // namespace nmf::app
