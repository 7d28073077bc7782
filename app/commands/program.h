#pragma once
// From the words of a command line to a verb and its exit code. main() is this and a signal handler; tests
// call it with streams of their own. The library that reads options is included in program.cpp only.
// [control]

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "app/commands/console.h"
#include "app/commands/verb.h"

namespace dub::app {

inline constexpr const char* version = "0.1.0";

// Shows the window until it is closed. The verbs see nothing of it: a program without one has them all.
using OpenWindow = std::function<Result<void>(const std::optional<std::filesystem::path>& file)>;

// `words` without the program's name. Without `window` asking for one is told and exits with 4.
[[nodiscard]] Exit run_program(std::span<const std::string> words, Console console,
                               const OpenWindow& window = {});

} // namespace dub::app
