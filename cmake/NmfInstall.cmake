# cmake --install: the program, the static libraries of all rooms with their headers, the package
# for find_package(nmf), the configurations. The tree can be moved as a whole.
#
# NMF_BUNDLE_LIBRARIES=ON puts the shared libraries that the program needs beside it, but for the C
# and C++ runtime and LibTorch: then it runs where nothing but LibTorch is installed, with
# LD_LIBRARY_PATH at LibTorch's lib folder.
option(NMF_BUNDLE_LIBRARIES "Install the program's shared libraries too, without LibTorch" OFF)
include(CMakePackageConfigHelpers)

get_property(rooms GLOBAL PROPERTY NMF_ROOMS)
install(TARGETS nmf ${rooms} EXPORT nmfTargets
        ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
        FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/nmf")
install(EXPORT nmfTargets NAMESPACE nmf:: DESTINATION "${package_dir}")
configure_package_config_file(cmake/nmfConfig.cmake.in nmfConfig.cmake
                              INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file(nmfConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/nmfConfig.cmake" "${PROJECT_BINARY_DIR}/nmfConfigVersion.cmake"
              cmake/FindLibTorch.cmake cmake/FindNettle.cmake
              cmake/FindLibCsv.cmake
              cmake/FindPCRE2.cmake cmake/FindStemmer.cmake
        DESTINATION "${package_dir}")
install(DIRECTORY configs/ DESTINATION "${CMAKE_INSTALL_DATADIR}/nmf/configs")
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DATADIR}/nmf")

if(NOT TARGET nmf_app)
  return()
endif()
get_target_property(libtorch LibTorch::torch IMPORTED_LOCATION)
get_filename_component(libtorch_dir "${libtorch}" DIRECTORY)
# One run path for both: CMake would give the build's an empty part, which means the working directory.
set_target_properties(nmf_app PROPERTIES
                      BUILD_WITH_INSTALL_RPATH ON
                      INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR};${libtorch_dir}")
if(NMF_BUNDLE_LIBRARIES)
  # The old kind of run path also serves the libraries that the bundled libraries need.
  target_link_options(nmf_app PRIVATE LINKER:--disable-new-dtags)
  install(TARGETS nmf_app RUNTIME_DEPENDENCIES
            DIRECTORIES "${libtorch_dir}"
            PRE_EXCLUDE_REGEXES "^lib(torch|c10|gomp|cudart|cupti)" "^ld-linux"
                                "^lib(c|m|dl|rt|pthread|resolv|stdc\\+\\+|gcc_s)\\.so"
          RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}"
          LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}")
else()
  install(TARGETS nmf_app RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()
