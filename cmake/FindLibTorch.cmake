# Finds LibTorch without asking for a CUDA toolkit (the TorchConfig.cmake of a CUDA build does).
#
# Looks in NMF_LIBTORCH (variable or environment; the folder that holds include/ and lib/, or the
# one above it, as in the wheel), then in .deps/libtorch of the checkout (there when nmf itself is
# built), then in CMAKE_PREFIX_PATH.
# Defines LibTorch::torch: libtorch_cpu and libc10 only. CUDA, where there is any, is loaded at run
# time; libtorch.so itself would need every CUDA library to be there.
if(NOT NMF_LIBTORCH AND DEFINED ENV{NMF_LIBTORCH})
  set(NMF_LIBTORCH "$ENV{NMF_LIBTORCH}")
endif()
set(NMF_LIBTORCH "${NMF_LIBTORCH}" CACHE PATH "Folder of LibTorch (holds include/ and lib/)" FORCE)
# What was found in another folder is looked for anew.
if(NOT "${NMF_LIBTORCH}" STREQUAL "${_LibTorch_looked_in}")
  unset(LibTorch_INCLUDE_DIR CACHE)
  unset(LibTorch_CPU_LIBRARY CACHE)
  unset(LibTorch_C10_LIBRARY CACHE)
endif()
set(_LibTorch_looked_in "${NMF_LIBTORCH}" CACHE INTERNAL "")

set(_libtorch_suffixes include torch/include)
if(NMF_LIBTORCH)
  find_path(LibTorch_INCLUDE_DIR torch/csrc/api/include/torch/torch.h
            PATHS "${NMF_LIBTORCH}" PATH_SUFFIXES ${_libtorch_suffixes} NO_DEFAULT_PATH)
else()
  find_path(LibTorch_INCLUDE_DIR torch/csrc/api/include/torch/torch.h
            HINTS "${CMAKE_CURRENT_LIST_DIR}/../.deps/libtorch"
            PATH_SUFFIXES ${_libtorch_suffixes})
endif()
get_filename_component(_libtorch_root "${LibTorch_INCLUDE_DIR}" DIRECTORY)
find_library(LibTorch_CPU_LIBRARY torch_cpu PATHS "${_libtorch_root}/lib" NO_DEFAULT_PATH)
find_library(LibTorch_C10_LIBRARY c10 PATHS "${_libtorch_root}/lib" NO_DEFAULT_PATH)
# Older releases keep the version where newer ones only forward to headeronly/.
foreach(_libtorch_part MAJOR MINOR PATCH)
  foreach(_libtorch_header torch/headeronly torch/csrc/api/include/torch)
    if(EXISTS "${LibTorch_INCLUDE_DIR}/${_libtorch_header}/version.h")
      file(STRINGS "${LibTorch_INCLUDE_DIR}/${_libtorch_header}/version.h" _libtorch_line
           REGEX "define TORCH_VERSION_${_libtorch_part} [0-9]+")
      string(REGEX MATCH "[0-9]+" _libtorch_${_libtorch_part} "${_libtorch_line}")
      break()
    endif()
  endforeach()
endforeach()
if(LibTorch_INCLUDE_DIR)
  set(LibTorch_VERSION "${_libtorch_MAJOR}.${_libtorch_MINOR}.${_libtorch_PATCH}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibTorch
  REQUIRED_VARS LibTorch_CPU_LIBRARY LibTorch_C10_LIBRARY LibTorch_INCLUDE_DIR
  VERSION_VAR LibTorch_VERSION
  REASON_FAILURE_MESSAGE
    "set NMF_LIBTORCH to the folder of LibTorch (in a checkout of nmf, scripts/setup.sh fetches one)")

if(LibTorch_FOUND AND NOT TARGET LibTorch::torch)
  add_library(LibTorch::c10 SHARED IMPORTED)
  set_target_properties(LibTorch::c10 PROPERTIES IMPORTED_LOCATION "${LibTorch_C10_LIBRARY}")
  add_library(LibTorch::torch SHARED IMPORTED)
  set_target_properties(LibTorch::torch PROPERTIES
    IMPORTED_LOCATION "${LibTorch_CPU_LIBRARY}"
    # Searched last: the wheel carries a fmt of its own, which must not hide the system's.
    INTERFACE_COMPILE_OPTIONS
      "SHELL:-idirafter ${LibTorch_INCLUDE_DIR};SHELL:-idirafter ${LibTorch_INCLUDE_DIR}/torch/csrc/api/include"
    INTERFACE_LINK_LIBRARIES LibTorch::c10
    # The wheel keeps libcudart and libcupti, which libtorch_cpu needs, beside torch/.
    INTERFACE_LINK_OPTIONS
      "LINKER:--no-as-needed;LINKER:-rpath-link,${_libtorch_root}/../nvidia/cu13/lib")
endif()
mark_as_advanced(LibTorch_INCLUDE_DIR LibTorch_CPU_LIBRARY LibTorch_C10_LIBRARY)
