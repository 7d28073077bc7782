# dub_module(NAME DIR LINK...)   a static library of every .cpp below DIR (not its sub-modules)
# dub_test(NAME DIR LINK...)     a GoogleTest program of every .cpp in DIR
# Sources are found by glob: adding a processor, an edit or a verb is then one file and one catalogue line.
# ccache when present; sloppiness as its manual asks for precompiled headers.
find_program(DUB_CCACHE ccache)
if(DUB_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${DUB_CCACHE})
endif()

find_package(Threads REQUIRED)
find_package(fmt REQUIRED)

add_library(dub_flags INTERFACE)
# -ffp-contract=off: the same bits from every instruction set; a fused multiply-add would change the sum.
target_compile_options(dub_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                       -Werror=return-type -Werror=unused-result -ffp-contract=off -fno-math-errno -fvisibility=hidden)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  target_compile_options(dub_flags INTERFACE -fpch-preprocess) # lets ccache see into precompiled headers
endif()
target_link_libraries(dub_flags INTERFACE Threads::Threads fmt::fmt)
target_include_directories(dub_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_definitions(dub_flags INTERFACE _FILE_OFFSET_BITS=64)
if(DUB_SANITIZE)
  target_compile_options(dub_flags INTERFACE -fsanitize=${DUB_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g1)
  target_link_options(dub_flags INTERFACE -fsanitize=${DUB_SANITIZE})
endif()

# The standard headers nearly every file reads, parsed once.
set(DUB_PCH <algorithm> <array> <cmath> <cstdint> <cstring> <expected> <functional> <map> <memory> <optional>
            <span> <string> <string_view> <utility> <variant> <vector> <fmt/core.h>)

function(dub_module name dir)
  cmake_parse_arguments(ARG "NO_SUBDIRS" "" "LINK" ${ARGN})
  if(ARG_NO_SUBDIRS)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${dir}/*.cpp)
  else()
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${dir}/*.cpp)
  endif()
  if(NOT sources)
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE dub_flags ${ARG_LINK})
    return()
  endif()
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC dub_flags ${ARG_LINK})
  target_precompile_headers(${name} PRIVATE ${DUB_PCH})
endfunction()

function(dub_test name dir)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${dir}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(${name} EXCLUDE_FROM_ALL ${sources})
  target_link_libraries(${name} PRIVATE dub_flags ${ARGN} GTest::gtest GTest::gtest_main)
  target_precompile_headers(${name} PRIVATE ${DUB_PCH} <gtest/gtest.h>)
  target_compile_definitions(${name} PRIVATE DUB_SOURCE_DIR="${CMAKE_SOURCE_DIR}" DUB_BINARY_DIR="${CMAKE_BINARY_DIR}")
  set_property(GLOBAL APPEND PROPERTY DUB_TESTS ${name})
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 77)
endfunction()
