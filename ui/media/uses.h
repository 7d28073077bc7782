#pragma once
// What of a session plays a recording or shows a picture. Pure, any thread.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/session/session.h"

namespace dub::ui {

struct MediaUse {
    int clips = 0;                   // with those of playlists that do not play
    std::vector<std::string> tracks; // by name, in their order; of a print: "print NAME"
    std::optional<SamplePos> at;     // where the first of them lies; none: it is not used
    ClipId clip;                     // that clip, where it plays on a track
};

// By id ("m3", "p1"); one walk through the session.
[[nodiscard]] std::map<std::string, MediaUse> uses_of_media(const session::Session& session);

// "3 clips on DX 1, FX 2"; "not used".
[[nodiscard]] std::string use_text(const MediaUse& use);

} // namespace dub::ui
