#pragma once
// What the version that is heard makes of one strip: a mark for the strip, and words for who points at it. A
// strip that it leaves alone has none. Pure, any thread.

#include <string>

#include "engine/session/session.h"

namespace dub::ui {

struct VersionMark {
    std::string version; // its name; empty: the main mix is heard
    std::string sign;    // "-3.0", "ride", "mute", "…": what there is room for; empty: left alone
    std::string words;   // "Nearfield: trim -3.0 dB, surrounds -2.0 dB"
    session::Shared<session::VersionStrip> layer; // of the strip; none: none
    friend bool operator==(const VersionMark&, const VersionMark&) = default;
};
// `version`: none is the main mix.
[[nodiscard]] VersionMark mark_of(const session::Session& session, VersionId version,
                                  const session::StripOwner& owner, const session::Strip& strip);

} // namespace dub::ui
