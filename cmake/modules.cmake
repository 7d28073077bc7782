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

# The standard headers nearly every file reads, parsed once and shared by all modules (tests: with GoogleTest).
set(DUB_PCH <algorithm> <array> <cmath> <cstdint> <cstring> <expected> <functional> <map> <memory> <optional>
            <span> <string> <string_view> <utility> <variant> <vector> <fmt/core.h>)
# Left alone when it is there: a newer one would have everything built anew with each configuration.
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/pch.cpp CONTENT "// Only its precompiled headers are used.\n")
add_library(dub_pch STATIC ${CMAKE_BINARY_DIR}/generated/pch.cpp)
target_link_libraries(dub_pch PUBLIC dub_flags)
target_precompile_headers(dub_pch PRIVATE ${DUB_PCH})
# What tests say needs no look by the optimizer; a third of their build time goes with it.
set(DUB_TEST_OPTIONS $<$<CONFIG:Release>:-O0>)
if(DUB_TESTS)
  find_package(GTest REQUIRED)
  add_library(dub_test_pch STATIC ${CMAKE_BINARY_DIR}/generated/pch.cpp)
  target_link_libraries(dub_test_pch PUBLIC dub_flags GTest::gtest)
  target_compile_options(dub_test_pch PRIVATE ${DUB_TEST_OPTIONS})
  target_precompile_headers(dub_test_pch PRIVATE ${DUB_PCH} <gtest/gtest.h>)
endif()

# Qt asks for position-independent code by flag, which splits precompiled headers in two kinds; these also hold Qt's own.
if(DUB_WINDOW)
  find_package(Qt6 REQUIRED COMPONENTS Widgets)
  set(DUB_QT_PCH <QAction> <QApplication> <QBoxLayout> <QLabel> <QMainWindow> <QMouseEvent> <QPainter> <QTimer> <QToolButton> <QWidget>)
  add_library(dub_qt_pch STATIC ${CMAKE_BINARY_DIR}/generated/pch.cpp)
  target_link_libraries(dub_qt_pch PUBLIC dub_flags Qt6::Widgets)
  target_compile_definitions(dub_qt_pch PUBLIC QT_NO_KEYWORDS) # "signals" and "slots" are words of ours, too
  target_precompile_headers(dub_qt_pch PRIVATE ${DUB_PCH} ${DUB_QT_PCH})
endif()

# Sources of a module are compiled that many at a time: they share headers and templates, and a clean build takes half as long. 1: each
# alone (the presets debug and asan), to see what an edit breaks at once, and that each names all it uses. A name that two files of a
# module have for different things, in namespaces without a name, clashes: give both their full names.
set(DUB_BATCH 8 CACHE STRING "How many sources are compiled at a time")
function(dub_batches name)
  if(DUB_BATCH GREATER 1)
    set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${DUB_BATCH})
  endif()
endfunction()

# dub_module(... QT) and dub_test(... QT): sources that see Qt.
function(dub_module name dir)
  cmake_parse_arguments(ARG "NO_SUBDIRS;QT" "" "LINK" ${ARGN})
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
  dub_batches(${name})
  if(ARG_QT)
    target_link_libraries(${name} PUBLIC Qt6::Widgets)
    target_compile_definitions(${name} PUBLIC QT_NO_KEYWORDS)
    target_precompile_headers(${name} REUSE_FROM dub_qt_pch)
  else()
    target_precompile_headers(${name} REUSE_FROM dub_pch)
  endif()
endfunction()

function(dub_test name dir)
  cmake_parse_arguments(ARG "QT" "" "" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${dir}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(${name} EXCLUDE_FROM_ALL ${sources})
  dub_batches(${name})
  target_compile_options(${name} PRIVATE ${DUB_TEST_OPTIONS})
  target_link_libraries(${name} PRIVATE dub_flags ${ARG_UNPARSED_ARGUMENTS} GTest::gtest)
  if(ARG_QT) # such a program has a main of its own: it makes the QApplication
    target_link_libraries(${name} PRIVATE Qt6::Widgets Qt6::Test)
    target_precompile_headers(${name} REUSE_FROM dub_qt_test_pch)
  else()
    target_link_libraries(${name} PRIVATE GTest::gtest_main)
    target_precompile_headers(${name} REUSE_FROM dub_test_pch)
  endif()
  target_compile_definitions(${name} PRIVATE DUB_SOURCE_DIR="${CMAKE_SOURCE_DIR}" DUB_BINARY_DIR="${CMAKE_BINARY_DIR}")
  set_property(GLOBAL APPEND PROPERTY DUB_TESTS ${name})
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 77)
endfunction()
