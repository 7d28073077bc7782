#pragma once
// Fades and crossfades that commands make: gestures from the session and what is selected. Pure, any thread.

#include "ui/timeline/found_clip.h"
#include "ui/timeline/gesture.h"
#include "ui/timeline/view_state.h"

namespace dub::ui::timeline {

[[nodiscard]] Gesture fade_to_cursor(const session::Session& session, const Selection& selection, Edge edge);
// Between neighbours among the clips, or of a clip under the cursor with the nearer one; over the range when
// it holds the cut, else 10 ms.
[[nodiscard]] Gesture crossfade_meant(const session::Session& session, const Selection& selection);

// What fades many edges get; nullopt: such edges stay as they are. `cross`: where two of the clips meet.
struct FadeWish {
    std::optional<session::Fade> in, out, cross;
    enum class Edges : unsigned char { all, bare } edges = Edges::all; // bare: those without a fade
};
[[nodiscard]] FadeWish short_fades(const session::Session& session); // 10 ms on bare edges
// Of the clips that are meant, as one gesture. A cut that the sound runs through stays as it is; where a
// recording is too short for a crossfade both sides fade. Lengths give way to clips that are shorter.
[[nodiscard]] Gesture batch_fades(const session::Session& session, const Selection& selection,
                                  const FadeWish& wish);
// Short fades for the bare edges that a gesture makes: where a recording begins or ends that did not before.
[[nodiscard]] std::vector<Edit> fades_after(const session::Session& session, const Gesture& gesture);

} // namespace dub::ui::timeline
