#pragma once
// Which strips a surface walks over, in the order of the console: tracks, predubs, returns, stems, VCAs, the
// printmaster; all of them, those of one kind, or those behind one of them. Pure, any thread.

#include <optional>
#include <string>
#include <vector>

#include "engine/session/session.h"

namespace dub::app {

struct WalkedStrip {
    session::StripOwner owner;
    std::string name;
    Layout layout;
    session::Shared<session::Strip> strip;
};

enum class Walk : unsigned char { all, tracks, vcas, busses, returns, stems };

[[nodiscard]] std::vector<WalkedStrip> walked(const session::Session& session, Walk walk);
// What a bus is fed by or a VCA moves, with itself at the end; a track alone has nobody behind it: empty.
[[nodiscard]] std::vector<WalkedStrip> spilled(const session::Session& session,
                                               const session::StripOwner& owner);

// The strips with sound that are meant: a VCA's members, theirs where they are VCAs, else itself.
[[nodiscard]] std::vector<session::StripOwner> sounding(const session::Session& session,
                                                        const session::StripOwner& owner);
// All of them are.
[[nodiscard]] bool is_soloed(const session::Session& session, const session::StripOwner& owner);

} // namespace dub::app
