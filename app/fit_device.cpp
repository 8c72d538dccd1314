#include "fit_device.h"

#include <algorithm>

#include "nmf/factorization/device.h"

namespace nmf::app {
namespace {

/// As an error about the key begins; empty where it was not given.
std::string place_of(const std::string& key, const Config& config) {
  const auto found = std::find(config.given.begin(), config.given.end(), key);
  if (found == config.given.end()) return {};
  std::string place = config.given_at[static_cast<std::size_t>(found - config.given.begin())];
  // In a file it ends with the key; an option has its value too.
  if (place.ends_with(": " + key)) place += " " + config.runtime.device;
  return place;
}

}  // namespace

std::string fit_device(const Config& config) {
  return resolve_device(config.runtime.device, config.factorization.solver,
                        place_of("runtime.device", config));
}

}  // namespace nmf::app
