#pragma once
// What a finished wave says it is: by what we wrote into it, by a name that a known spec gives, by the words
// in its name that the trade uses (DX, ME, stem). [control, disk]

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "formats/delivery/spec.h"

namespace dub::app {

struct ToldRole {
    delivery::FileRole role = delivery::FileRole::printmaster;
    bool dialogue = false; // of a stem: it carries the dialogue
    std::string spec;      // whose file it says it is; empty: no known spec's
    std::string text;      // for people: "m-and-e of me-5.1", "stem DX"
};

// None: nothing in the file or its name says. A file that cannot be read is judged by its name.
[[nodiscard]] std::optional<ToldRole> role_told(const std::vector<delivery::Spec>& known,
                                                const std::filesystem::path& file);

} // namespace dub::app
