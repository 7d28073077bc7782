#pragma once
// Edits as data: what `dubstage edit --apply` reads and `dubstage edit --list` prints. A script is a JSON
// list of
// {"edit": "move_clips", …arguments}, or an object {"edits": [that list]}. Pure, any thread.

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/session/edits/catalogue.h"

namespace dub::project {

struct EditCall {
    std::string edit;
    session::Arguments arguments;
    int line = 0; // where its "edit" stands in the script
};

// `name` is the file, for the sentences. Errors: not JSON, no list, an entry without a known edit.
[[nodiscard]] Result<std::vector<EditCall>> parse_edit_script(std::string_view text, std::string_view name);

// Applies all of them or none. The error names the script's line and edit.
[[nodiscard]] Result<session::Session>
apply_script(const session::Session& session, const std::vector<EditCall>& script, std::string_view name);

[[nodiscard]] std::string
edit_catalogue_text(); // for people: each edit with its parameters, units and ranges
[[nodiscard]] std::string
edit_catalogue_json(); // {"edits":[{"name","summary","arguments":[{"name","type","range","required","meaning"}]}]}

} // namespace dub::project
