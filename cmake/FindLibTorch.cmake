# Finds LibTorch without asking for a CUDA toolkit (the TorchConfig.cmake of a CUDA build does).
#
# Looks in NMF_LIBTORCH (variable or environment; the folder that holds include/ and lib/, or the
# one above it, as in the wheel), in CMAKE_PREFIX_PATH, and in .deps/libtorch of the checkout.
# Defines LibTorch::torch: libtorch_cpu and libc10 only. CUDA, where there is any, is loaded at run
# time; libtorch.so itself would need every CUDA library to be there.
if(NOT NMF_LIBTORCH AND DEFINED ENV{NMF_LIBTORCH})
  set(NMF_LIBTORCH "$ENV{NMF_LIBTORCH}")
endif()
set(NMF_LIBTORCH "${NMF_LIBTORCH}" CACHE PATH "Folder of LibTorch (holds include/ and lib/)" FORCE)

set(_libtorch_hints "${NMF_LIBTORCH}")
if(NOT NMF_LIBTORCH)
  list(APPEND _libtorch_hints "${CMAKE_CURRENT_LIST_DIR}/../.deps/libtorch")
endif()
find_path(LibTorch_INCLUDE_DIR torch/csrc/api/include/torch/torch.h
          HINTS ${_libtorch_hints} PATH_SUFFIXES include torch/include)
get_filename_component(LibTorch_ROOT_DIR "${LibTorch_INCLUDE_DIR}" DIRECTORY)
find_library(LibTorch_CPU_LIBRARY torch_cpu HINTS "${LibTorch_ROOT_DIR}/lib" NO_DEFAULT_PATH)
find_library(LibTorch_C10_LIBRARY c10 HINTS "${LibTorch_ROOT_DIR}/lib" NO_DEFAULT_PATH)
if(EXISTS "${LibTorch_INCLUDE_DIR}/torch/csrc/api/include/torch/version.h")
  file(STRINGS "${LibTorch_INCLUDE_DIR}/torch/csrc/api/include/torch/version.h" _libtorch_version
       REGEX "define TORCH_VERSION ")
  string(REGEX MATCH "[0-9]+\\.[0-9]+\\.[0-9]+" LibTorch_VERSION "${_libtorch_version}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibTorch
  REQUIRED_VARS LibTorch_CPU_LIBRARY LibTorch_C10_LIBRARY LibTorch_INCLUDE_DIR
  VERSION_VAR LibTorch_VERSION
  REASON_FAILURE_MESSAGE "run scripts/build.sh, which fetches it, or set NMF_LIBTORCH")

if(LibTorch_FOUND AND NOT TARGET LibTorch::torch)
  get_filename_component(LibTorch_LIBRARY_DIR "${LibTorch_CPU_LIBRARY}" DIRECTORY)
  add_library(LibTorch::c10 SHARED IMPORTED)
  set_target_properties(LibTorch::c10 PROPERTIES IMPORTED_LOCATION "${LibTorch_C10_LIBRARY}")
  add_library(LibTorch::torch SHARED IMPORTED)
  set_target_properties(LibTorch::torch PROPERTIES
    IMPORTED_LOCATION "${LibTorch_CPU_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES
      "${LibTorch_INCLUDE_DIR};${LibTorch_INCLUDE_DIR}/torch/csrc/api/include"
    INTERFACE_LINK_LIBRARIES LibTorch::c10
    # The wheel keeps libcudart and libcupti, which libtorch_cpu needs, beside torch/.
    INTERFACE_LINK_OPTIONS
      "LINKER:--no-as-needed;LINKER:-rpath-link,${LibTorch_ROOT_DIR}/../nvidia/cu13/lib;LINKER:-rpath,${LibTorch_LIBRARY_DIR}")
endif()
mark_as_advanced(LibTorch_INCLUDE_DIR LibTorch_CPU_LIBRARY LibTorch_C10_LIBRARY)
