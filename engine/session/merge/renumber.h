#pragma once
// Gives things of a session other ids, and changes every place that names them. Pure, any thread.

#include <functional>

#include "engine/session/session.h"

namespace dub::session {

// All kinds of ids come from one count, so one function serves them all; `media` may send recordings
// elsewhere. Lists sorted by id are sorted again; next_id stays.
struct Renumbering {
    std::function<std::uint64_t(std::uint64_t)> number;
    std::function<MediaId(MediaId)> media;
};
[[nodiscard]] Session renumbered(const Session& session, const Renumbering& to);

} // namespace dub::session
