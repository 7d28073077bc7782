#include "engine/session/edits/move_clips.h"

#include <algorithm>
#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/clip_cutting.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array move_clips_arguments{
    clips_argument,
    ArgumentDeclaration{"by", "length", "any, also negative", Need::optional, "how much later"},
    ArgumentDeclaration{"to", "time", "any", Need::optional,
                        "where the earliest of them starts; instead of by"},
    ArgumentDeclaration{"track", "track", "id or name", Need::optional,
                        "the track they go to; their own when left out"},
    automation_argument,
};
constexpr EditText about_move_clips{
    "move_clips", "Move clips in time, to another track, or both; what lies under them is overwritten.",
    move_clips_arguments};

Result<MoveClips> read_move_clips(const ArgumentReader& in) {
    MoveClips edit;
    CHECK(in.read("clips", edit.clips));
    CHECK(in.read("by", edit.by));
    CHECK(in.read("to", edit.to));
    CHECK(in.read("track", edit.track));
    CHECK(in.read("automation", edit.lanes, lanes_go_names));
    if (in.has("by") && in.has("to")) return in.refuse("give 'by' or 'to', not both.");
    if (!in.has("by") && !in.has("to") && !in.has("track"))
        return in.refuse("'by', 'to' or 'track' is needed.");
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const MoveClips& edit) {
    TRY(Lifted lifted, lift_clips(session, edit.clips));
    SampleCount by = edit.by;
    if (edit.to && !lifted.clips.empty()) {
        const auto first = std::ranges::min_element(
            lifted.clips, {}, [](const PlacedClip& placed) { return placed.clip.place.start; });
        by += *edit.to - first->clip.place.start;
    }
    std::vector<Carried> carried;
    for (PlacedClip& placed : lifted.clips) {
        carried.push_back({placed.track, placed.clip.place, edit.track.value_or(placed.track), by});
        placed.clip.place = placed.clip.place.moved(by);
        placed.track = carried.back().to;
    }
    TRY(Session moved, put_clips(std::move(lifted.session), std::move(lifted.clips)));
    if (edit.lanes == LanesGo::stay) return moved;
    return with_lanes_carried(std::move(moved), std::move(carried), LeftBehind::healed);
}

const EditDeclaration move_clips_edit = declare<about_move_clips, read_move_clips>();

} // namespace dub::session
