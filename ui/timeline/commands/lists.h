#pragma once
// The commands of the timeline, one source for each group. The functions hold references to what is given
// here; it outlives them. [window thread]

#include "ui/commands.h"
#include "ui/timeline/clipboard.h"
#include "ui/timeline/timeline.h"

namespace dub::ui::timeline {

struct Desk {
    Scene& scene;
    Clipboard& clipboard;
    Timeline& timeline;
};

[[nodiscard]] Commands edit_commands(Desk desk);   // select, cut, copy, paste, duplicate, delete
[[nodiscard]] Commands clip_commands(Desk desk);   // split, trim, fade, crossfade, gain, mute, lock, group
[[nodiscard]] Commands nudge_commands(Desk desk);  // nudge, slip, nudge values
[[nodiscard]] Commands tool_commands(Desk desk);   // edit modes, tools
[[nodiscard]] Commands view_commands(Desk desk);   // zoom, heights, rulers, follow
[[nodiscard]] Commands go_commands(Desk desk);     // edges, tracks, start, end, clips
[[nodiscard]] Commands track_commands(Desk desk);  // mute, solo, rename, playlists
[[nodiscard]] Commands marker_commands(Desk desk); // add, change, next, previous, by number, remove

} // namespace dub::ui::timeline
