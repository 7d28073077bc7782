#pragma once
// Clips cut or copied, as values, with the automation under them: they can be pasted after the originals are
// gone. Pure, any thread.

#include "engine/session/edits/lane_following.h"
#include "ui/timeline/gesture.h"
#include "ui/timeline/view_state.h"

namespace dub::ui::timeline {

struct Clipboard {
    struct Piece {
        session::Clip clip;
        std::size_t track = 0; // so many tracks below the first
        std::vector<session::LanePiece> lanes = {};
    };
    std::vector<Piece> pieces; // in the order of tracks and time
    SamplePos start;           // what comes to lie at the cursor
    SampleCount length;        // from there to the last clip's or the range's end
    [[nodiscard]] bool empty() const { return pieces.empty(); }
};

// The clips that are meant; of a range the parts inside it.
[[nodiscard]] Clipboard copied(const session::Session& session, const Selection& selection);
// At `at`, from the track `first` on. Crossfades and groups among the pieces come along, automation where it
// follows.
[[nodiscard]] Gesture paste_gesture(const session::Session& session, const Clipboard& clipboard, SamplePos at,
                                    std::size_t first, Automation automation);

} // namespace dub::ui::timeline
