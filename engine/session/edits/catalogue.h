#pragma once
// Every edit a person or a script can make, as data. `dubstage edit --list` prints it; tests/contracts run
// over it. To add one: engine/session/edits/NAME.h/.cpp and a line in catalogue.cpp. Pure, any thread.

#include <span>
#include <string_view>

#include "engine/session/edits/arguments.h"
#include "engine/session/session.h"

namespace dub::session {

enum class Need : unsigned char { required, optional };

struct ArgumentDeclaration {
    std::string_view name;
    std::string_view
        type; // "track", "clips", "time", "length", "dB", "number", "text", "layout", "role", "toggle" …
    std::string_view range; // unit and range for people: "-144 … 12 dB", "0 … 1", "any"
    Need need = Need::required;
    std::string_view meaning;
};

struct EditDeclaration {
    std::string_view name; // "move_clips"
    std::string_view summary;
    std::span<const ArgumentDeclaration> arguments;
    // Reads the arguments and applies the edit. An error means that nothing happened; it names the argument.
    Result<Session> (*apply)(const Session&, const Arguments&);
};

[[nodiscard]] std::span<const EditDeclaration> edits(); // sorted by name
[[nodiscard]] const EditDeclaration* find_edit(std::string_view name);

} // namespace dub::session
