#pragma once
// A verb of the command line: one file in this folder and one line in catalogue.cpp. The contract is
// docs/cli.md; tests/contracts runs --help, wrong usage and a missing file over the whole catalogue.
// [control]

#include <memory>
#include <span>
#include <string_view>

#include "app/commands/console.h"
#include "app/commands/options.h"
#include "engine/core/result.h"

namespace dub::app {

// What the shell gets back.
enum class Exit : int {
    done = 0,
    not_passed = 1,   // done, but a rule failed or media was missing
    wrong_usage = 2,  // the message names the option and shows the example
    bad_input = 3,    // an input is missing or not valid
    surroundings = 4, // disk full, no permission
    interrupted = 130,
};
[[nodiscard]] Exit exit_of(ErrorCode code);

class Command {
  public:
    virtual ~Command() = default;
    virtual void declare(Options& options) = 0; // binds options to the command's own members
    // A message for people goes to stderr; the answer, if there is one, to stdout. An Error becomes its exit
    // code.
    [[nodiscard]] virtual Result<Exit> run(Console& console) = 0;
};

struct Verb {
    std::string_view name;
    std::string_view summary; // one line
    std::string_view example; // a real call, without "dubstage"
    std::unique_ptr<Command> (*make)();
};

[[nodiscard]] std::span<const Verb> verbs();
[[nodiscard]] const Verb* find_verb(std::string_view name);

} // namespace dub::app
