#pragma once
// What commands do to clips: gestures from the session and what is selected. Pure, any thread.

#include "ui/timeline/found_clip.h"
#include "ui/timeline/gesture.h"
#include "ui/timeline/snapping.h"
#include "ui/timeline/view_state.h"

namespace dub::ui::timeline {

// The selected clips; without any those that lie in the selected range on its tracks; without a range those
// under the cursor on the selected tracks, with the groups they are in. In the order of tracks and time.
[[nodiscard]] std::vector<ClipId> meant_clips(const session::Session& session, const Selection& selection);

// Of these the ones whose inside holds the cursor.
[[nodiscard]] std::vector<ClipId> under_cursor(const session::Session& session, const Selection& selection);

// At the cursor, or at both ends of the range.
[[nodiscard]] Gesture split_gesture(const session::Session& session, const Selection& selection);
[[nodiscard]] Gesture trim_to_cursor(const session::Session& session, const Selection& selection, Edge edge);
[[nodiscard]] Gesture trim_to_range(const session::Session& session, const Selection& selection);
// What was split and still lies side by side becomes one clip again, from its first part on.
[[nodiscard]] Gesture heal_gesture(const session::Session& session, const Selection& selection);

// Each clip to the frame that begins nearest.
[[nodiscard]] Gesture to_frames(const session::Session& session, const Selection& selection);
[[nodiscard]] Gesture nudge_gesture(const session::Session& session, const Selection& selection,
                                    const Nudge& nudge, std::int64_t steps);
[[nodiscard]] Gesture nudge_edge(const session::Session& session, const Selection& selection,
                                 const Nudge& nudge, std::int64_t steps, Edge edge);
[[nodiscard]] Gesture nudge_sound(const session::Session& session, const Selection& selection,
                                  const Nudge& nudge, std::int64_t steps);
// A clip's edge to the cursor; both edges go.
[[nodiscard]] Gesture move_to_cursor(const session::Session& session, const Selection& selection, Edge edge);

// As long as the range, on its tracks: what comes after moves on.
[[nodiscard]] Gesture insert_silence(const session::Session& session, const Selection& selection);
enum class Gap : unsigned char { stays, closes };
[[nodiscard]] Gesture delete_gesture(const session::Session& session, const Selection& selection, Gap gap);
[[nodiscard]] Gesture duplicate_gesture(const session::Session& session, const Selection& selection,
                                        std::int64_t times);
[[nodiscard]] Gesture gain_by(const session::Session& session, const Selection& selection, double db);
// On when one of them is off, else off.
[[nodiscard]] Gesture toggle_mute(const session::Session& session, const Selection& selection);
[[nodiscard]] Gesture group_gesture(const session::Session& session, const Selection& selection);
[[nodiscard]] Gesture ungroup_gesture(const session::Session& session, const Selection& selection);
[[nodiscard]] Gesture toggle_lock(const session::Session& session, const Selection& selection);

// "Select a clip first." with what it is needed for.
[[nodiscard]] Gesture nothing_meant(std::string_view what);

} // namespace dub::ui::timeline
