#pragma once
// Templates to begin a session from. A template is a session file: those of templates/*.dub come with the
// program, a person's own lie in a folder, and any other session will do. [control, disk]

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/project/project.h"

namespace dub::project {

struct BuiltinTemplate {
    std::string_view file; // "film-7.1.dub"
    std::string_view text;
};
[[nodiscard]] std::span<const BuiltinTemplate> builtin_templates(); // sorted by file name

struct Template {
    std::string id;   // the file's name without ".dub"
    std::string file; // where it lies; empty: comes with the program
    session::Session session;
    Diagnostics diagnostics; // of reading it
};

// Ours and those of `user_folder` (may be empty), sorted by id; a user's stands in for ours of the same id. A
// bad user file is an error that names file and line.
[[nodiscard]] Result<std::vector<Template>> load_templates(const std::filesystem::path& user_folder);

// By id, else the session file of that name. Errors (usage): neither is there; the sentence lists the ids.
[[nodiscard]] Result<Template> find_template(std::string_view id_or_file,
                                             const std::filesystem::path& user_folder);

} // namespace dub::project
