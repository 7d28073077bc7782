#pragma once
// What the pots of a surface move: the same parameter of every strip (a page), or the parameters of one
// strip's inserts, one a pot. Pure, any thread.

#include <optional>

#include "app/surfaces/keys.h"
#include "app/surfaces/walk.h"
#include "engine/session/parameter.h"

namespace dub::app {

struct Target {
    session::StripOwner owner;
    session::ParameterAddress address;
    const session::Parameter* parameter = nullptr;
    friend bool operator==(const Target& a, const Target& b) {
        return a.owner == b.owner && a.address == b.address;
    }
};

// The strip's own parameter; nullopt: it has none of that id, or nothing that it could do to its source.
[[nodiscard]] std::optional<Target> own_target(const WalkedStrip& strip, std::string_view parameter);

struct Page {
    Key key = Key::pan;       // calls it, and its next one when it is hit again
    std::string_view letters; // on the display of two
    std::string_view parameter;
    std::string_view with_shift; // what the pot moves while Shift is held: the key's next one
};
// Every parameter that a strip declares, but its fader and its mute; in the order in which a key goes through
// its own.
[[nodiscard]] std::span<const Page> pages();

inline constexpr std::size_t send_pages = 8; // the first, second … send of every strip

// What the pot of `strip` moves on that page.
[[nodiscard]] std::optional<Target> page_target(const Page& page, const WalkedStrip& strip, bool shift);
[[nodiscard]] std::optional<Target> send_target(std::size_t send, const WalkedStrip& strip);
// Parameter `pot` of all that the strip's inserts have, one after another.
[[nodiscard]] std::optional<Target> insert_target(const WalkedStrip& strip, std::size_t pot);
[[nodiscard]] std::size_t insert_parameters(const session::Strip& strip);

} // namespace dub::app
