#pragma once
// From the words of a command line to a verb and its exit code. main() is this and a signal handler; tests
// call it with streams of their own. The library that reads options is included in program.cpp only.
// [control]

#include <span>
#include <string>

#include "app/commands/console.h"
#include "app/commands/verb.h"

namespace dub::app {

inline constexpr const char* version = "0.1.0";

// `words` without the program's name.
[[nodiscard]] Exit run_program(std::span<const std::string> words, Console console);

} // namespace dub::app
