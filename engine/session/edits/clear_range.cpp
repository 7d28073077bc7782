#include "engine/session/edits/clear_range.h"

#include <algorithm>
#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/clip_cutting.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array clear_range_arguments{
    ArgumentDeclaration{"from", "time", "any", Need::required, "the first sample silenced"},
    ArgumentDeclaration{"to", "time", "after from", Need::required, "the first that sounds again"},
    tracks_argument,
    automation_argument,
};
constexpr EditText about_clear_range{
    "clear_range", "Remove what sounds in a range; what comes after stays (ripple_delete closes it).",
    clear_range_arguments};

Result<ClearRange> read_clear_range(const ArgumentReader& in) {
    ClearRange edit;
    CHECK(in.read("from", edit.range.start));
    CHECK(in.read("to", edit.range.end));
    CHECK(in.read("tracks", edit.tracks));
    CHECK(in.read("automation", edit.lanes, lanes_go_names));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const ClearRange& edit) {
    if (edit.range.empty())
        return fail(ErrorCode::unfit, "The range must be longer than nothing; 'to' comes after 'from'.");
    for (const TrackId id : edit.tracks)
        if (find_track(session, id) == nullptr) return missing("track", id.text());
    Session next = session;
    for (const auto& old : session.tracks) {
        if (!edit.tracks.empty() && std::ranges::find(edit.tracks, old->id) == edit.tracks.end()) continue;
        Track track = *old;
        CHECK(clear_range(next, track.clips, edit.range));
        if (track.clips != old->clips) next = with_track(std::move(next), std::move(track));
        if (edit.lanes == LanesGo::along) next = with_lanes_healed(std::move(next), old->id, {edit.range});
    }
    return next;
}

const EditDeclaration clear_range_edit = declare<about_clear_range, read_clear_range>();

} // namespace dub::session
