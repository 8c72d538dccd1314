#include "nmf/factorization/device.h"

#include <ATen/Context.h>
#include <dlfcn.h>
#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <system_error>

#include "nmf/core/error.h"

namespace nmf {
namespace {

/// Whether this process can meet NVIDIA's driver: its device file, or its library where the device
/// has another file (WSL).
bool driver_is_visible() {
  std::error_code ignored;
  if (std::filesystem::exists("/dev/nvidiactl", ignored)) return true;
  void* library = dlopen("libcuda.so.1", RTLD_LAZY | RTLD_LOCAL);
  if (library == nullptr) return false;
  dlclose(library);
  return true;
}

/// Loads libtorch_cuda.so, once, from beside the libtorch_cpu.so that is in use.
/// Must come before ATen is first asked about CUDA: it remembers its answer.
/// Returns what failed, empty if nothing did.
const std::string& load_cuda_library() {
  static const std::string failure = [] {
    Dl_info info{};
    std::filesystem::path library = "libtorch_cuda.so";
    if (dladdr(reinterpret_cast<const void*>(&at::globalContext), &info) != 0 &&
        info.dli_fname != nullptr)
      library = std::filesystem::path(info.dli_fname).parent_path() / library;
    if (dlopen(library.c_str(), RTLD_NOW | RTLD_GLOBAL) != nullptr) return std::string();
    const char* reason = dlerror();
    return std::string(reason == nullptr ? "libtorch_cuda.so can't be loaded" : reason);
  }();
  return failure;
}

/// Why CUDA device `index` can't be used; empty if it can.
std::string cuda_obstacle(int index) {
  if (!driver_is_visible())
    return "no NVIDIA driver and so no CUDA device is visible to this process; use --device cpu or "
           "auto, or install NVIDIA's driver (a container must be given the device)";
  if (const std::string& failure = load_cuda_library(); !failure.empty())
    return fmt::format(
        "the NVIDIA driver is there, but the CUDA half of LibTorch can't be loaded ({}); use "
        "--device cpu, or add it: NMF_CUDA=1 scripts/build.sh in a checkout, else the CUDA "
        "libraries of this LibTorch's release beside its libtorch_cpu.so",
        failure);
  const int count = static_cast<int>(at::getNumGPUs());
  if (count == 0)
    return "the NVIDIA driver shows no CUDA device to this process (none is there, "
           "CUDA_VISIBLE_DEVICES hides it, or the driver is too old for this LibTorch); use "
           "--device cpu or auto";
  if (index >= count)
    return fmt::format("got device number {}, this machine has {} (numbered from 0)", index, count);
  return {};
}

/// The n of "cuda:n", 0 for "cuda"; -1 if the name is no CUDA device's.
int cuda_index(const std::string& name) {
  if (name == "cuda") return 0;
  if (name.rfind("cuda:", 0) != 0 || name.size() > 8) return -1;
  int index = -1;
  const char* end = name.data() + name.size();
  const auto parsed = std::from_chars(name.data() + 5, end, index);
  return parsed.ec == std::errc() && parsed.ptr == end && index >= 0 ? index : -1;
}

[[noreturn]] void refuse(const std::string& where, const std::string& name,
                         const std::string& reason) {
  throw DeviceError(
      fmt::format("{}: {}", where.empty() ? "runtime.device " + name : where, reason));
}

}  // namespace

std::string resolve_device(const std::string& name, const std::string& where) {
  if (name == "cpu") return name;
  if (name == "auto") return cuda_obstacle(0).empty() ? "cuda:0" : "cpu";
  const int index = cuda_index(name);
  if (index < 0)
    throw ConfigError(
        fmt::format("runtime.device: got {}, expected auto, cpu, cuda or cuda:n", name));
  if (const std::string obstacle = cuda_obstacle(index); !obstacle.empty())
    refuse(where, name, obstacle);
  return fmt::format("cuda:{}", index);
}

std::string resolve_device(const std::string& name, Solver solver, const std::string& where) {
  if (solver != Solver::scd) return resolve_device(name, where);
  if (name == "auto") return "cpu";
  std::string device = resolve_device(name, where);
  if (device != "cpu")
    refuse(where, name,
           "factorization.solver scd runs on the CPU alone; use --device cpu, or "
           "factorization.solver mu");
  return device;
}

}  // namespace nmf
