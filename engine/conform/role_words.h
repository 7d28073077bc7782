#pragma once
// What a track is for, from the words the trade uses in names of tracks, roles and departments. Pure, any
// thread.

#include <optional>
#include <string_view>

#include "engine/session/role.h"

namespace dub::conform {

// "DX 3", "dialogue.boom-1", "SFX hard", "Musik": nullopt when no word tells. The first word that does wins.
[[nodiscard]] std::optional<session::Role> role_in(std::string_view name);

} // namespace dub::conform
