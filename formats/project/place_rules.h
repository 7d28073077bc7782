#pragma once
// Rules for placing turnovers as a file that a person keeps for the next episode:
// {"format":"dubstage-place-rules","version":1,"dual_mono":"fix","pan":"drop",
//  "tracks":[{"name":"A?","role":"dialogue.*","colour":"","department":"","to_role":"dialogue",
//             "to_track":"DX","take":true}]}
// What is left out fits everything or is as usual. Pure, any thread.

#include <string>
#include <string_view>

#include "engine/conform/place_rules.h"
#include "engine/core/result.h"

namespace dub::project {

// `name` is the file, for the sentences. Errors (invalid): not JSON, not rules, an unknown key, role or word.
[[nodiscard]] Result<conform::PlaceRules> place_rules_from_text(std::string_view text, std::string_view name);
[[nodiscard]] std::string to_text(const conform::PlaceRules& rules);

} // namespace dub::project
