#pragma once
// Which strips a surface walks over, in the order of the console: all of them, those of one kind, or those
// behind one of them. Pure, any thread.

#include <vector>

#include "engine/session/strips.h"

namespace dub::app {

enum class Walk : unsigned char { all, tracks, vcas, busses, returns, stems };

using WalkedStrip = session::NamedStrip;
[[nodiscard]] std::vector<WalkedStrip> walked(const session::Session& session, Walk walk);
// Those that the console's spill shows (session::spilled); a track alone has nobody behind it: empty.
[[nodiscard]] std::vector<WalkedStrip> behind(const session::Session& session,
                                              const session::StripOwner& owner);

} // namespace dub::app
