# Functions that every room's CMakeLists.txt uses; settings are the target's own, never global.

function(nmf_compile_settings target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                                           $<$<BOOL:${NMF_WERROR}>:-Werror>)
  if(NMF_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=address,undefined -fno-sanitize-recover=all
                                             -fno-omit-frame-pointer)
    target_link_options(${target} PRIVATE -fsanitize=address,undefined)
  endif()
  if(NMF_BUILD_FUZZERS)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
endfunction()

# nmf_add_room(NAME HEADERS ... SOURCES ... [PUBLIC libs...] [PRIVATE libs...])
# One static library per room, nmf::NAME. A room may link only rooms to its left (and core).
# HEADERS are installed; a header that is nobody else's business goes to SOURCES.
function(nmf_add_room name)
  cmake_parse_arguments(ROOM "" "" "HEADERS;SOURCES;PUBLIC;PRIVATE" ${ARGN})
  set(target nmf_${name})
  add_library(${target} STATIC)
  add_library(nmf::${name} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name} POSITION_INDEPENDENT_CODE ON)
  nmf_compile_settings(${target})
  target_sources(${target} PRIVATE ${ROOM_SOURCES}
                 PUBLIC FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}/lib" FILES ${ROOM_HEADERS})
  target_link_libraries(${target} PUBLIC ${ROOM_PUBLIC} PRIVATE ${ROOM_PRIVATE})
  set_property(GLOBAL APPEND PROPERTY NMF_ROOMS ${target})
endfunction()

# nmf_add_tests(ROOM SOURCES ... LIBRARIES ...)
# One program per room, nmf_ROOM_tests; every GoogleTest case is one ctest case.
function(nmf_add_tests room)
  cmake_parse_arguments(TESTS "" "" "SOURCES;LIBRARIES" ${ARGN})
  set(target nmf_${room}_tests)
  add_executable(${target} ${TESTS_SOURCES})
  nmf_compile_settings(${target})
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_compile_definitions(${target} PRIVATE NMF_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_link_libraries(${target} PRIVATE ${TESTS_LIBRARIES} GTest::gmock GTest::gtest_main)
  include(GoogleTest)
  gtest_discover_tests(${target} TEST_PREFIX "${room}." PROPERTIES LABELS ${room}
                       DISCOVERY_TIMEOUT 60)
endfunction()
