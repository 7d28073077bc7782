#pragma once
// What a verb understands, as data. Reading the words of a command line is done once, in program.cpp; the
// library that does it is not seen here. [control]

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace dub::app {

struct Option {
    // Where the value goes. A switch is true when present. A place bound to a plain string or a list must be
    // given; an option so bound keeps what it holds when it is left out.
    using Into = std::variant<bool*, std::string*, std::optional<std::string>*, std::optional<double>*,
                              std::optional<int>*, std::vector<std::string>*>;
    std::string name;  // "--role"; without dashes it is found by its place: "FILE.dub"
    std::string value; // "ROLE": what stands after it in the help; empty for switches and places
    std::string help;
    Into into;
};

class Options {
  public:
    // In the order of the help; places are filled in the order declared.
    void place(std::string name, std::string help, Option::Into into) {
        list_.push_back({std::move(name), "", std::move(help), into});
    }
    void option(std::string name, std::string value, std::string help, Option::Into into) {
        list_.push_back({std::move(name), std::move(value), std::move(help), into});
    }
    [[nodiscard]] const std::vector<Option>& list() const { return list_; }

  private:
    std::vector<Option> list_;
};

} // namespace dub::app
