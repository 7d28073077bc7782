#pragma once
// How a session begins: plain or set up from another one, with a lineage of its own, saved. [control, disk]

#include <filesystem>

#include "engine/core/atomic_file.h"
#include "engine/session/transfer/setup.h"

namespace dub::app {

// The usual buses and no tracks; what `wish` leaves out is 48000 Hz, 24 fps, 01:00:00:00, 7.1.
[[nodiscard]] session::Setup plain_session(const session::SetupWish& wish);

// Gives it a lineage (whatever it was made from, it is a session of its own) and saves it. Its diagnostics
// are then those of saving too, and what session::check says.
[[nodiscard]] Result<session::Setup> save_new(session::Setup made, const std::filesystem::path& file,
                                              IfExists if_exists);

} // namespace dub::app
