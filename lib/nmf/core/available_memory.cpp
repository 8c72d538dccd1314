#include "nmf/core/available_memory.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>

namespace nmf {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::infinity();

/// MemAvailable of /proc/meminfo, in bytes.
double machine_available() {
  std::ifstream in("/proc/meminfo");
  std::string key, unit;
  double kib = 0;
  while (in >> key >> kib) {
    std::getline(in, unit);
    if (key == "MemAvailable:") return kib * 1024;
  }
  return kUnknown;
}

double number_in(const char* path) {
  std::ifstream in(path);
  double value = 0;
  return in >> value ? value : kUnknown;  // "max" is no number
}

/// File pages of the control group that are given up as soon as memory is asked for.
double reclaimable() {
  std::ifstream in("/sys/fs/cgroup/memory.stat");
  std::string key;
  for (double value = 0; in >> key >> value;)
    if (key == "inactive_file") return value;
  return 0;
}

/// What a control group (version 2, then 1), as container engines set it, leaves.
double control_group_left() {
  const double limit = std::min(number_in("/sys/fs/cgroup/memory.max"),
                                number_in("/sys/fs/cgroup/memory/memory.limit_in_bytes"));
  if (limit == kUnknown) return kUnknown;
  const double used = std::min(number_in("/sys/fs/cgroup/memory.current"),
                               number_in("/sys/fs/cgroup/memory/memory.usage_in_bytes"));
  return used == kUnknown ? limit : std::max(0.0, limit - used + reclaimable());
}

/// What `ulimit -v` leaves.
double address_space_left() {
  rlimit limit{};
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return kUnknown;
  const double pages = number_in("/proc/self/statm");
  const double used = pages == kUnknown ? 0 : pages * static_cast<double>(sysconf(_SC_PAGESIZE));
  return std::max(0.0, static_cast<double>(limit.rlim_cur) - used);
}

}  // namespace

double available_memory() {
  return std::min({machine_available(), control_group_left(), address_space_left()});
}

}  // namespace nmf
