#include "engine/session/edits/reorder_track.h"

#include <algorithm>
#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array reorder_track_arguments{
    track_argument,
    ArgumentDeclaration{"index", "number", "0 … tracks - 1", Need::required,
                        "its new place, counted from 0 at the top"},
};
constexpr EditText about_reorder_track{"reorder_track", "Move a track up or down among the tracks.",
                                       reorder_track_arguments};

Result<ReorderTrack> read_reorder_track(const ArgumentReader& in) {
    ReorderTrack edit;
    CHECK(in.read("track", edit.track));
    CHECK(in.read("index", edit.index));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const ReorderTrack& edit) {
    Session next = session;
    const auto at = std::ranges::find(next.tracks, edit.track, [](const auto& track) { return track->id; });
    if (at == next.tracks.end()) return missing("track", edit.track.text());
    const Shared<Track> track = *at;
    next.tracks.erase(at);
    const std::int64_t index = std::clamp<std::int64_t>(edit.index, 0, std::ssize(next.tracks));
    next.tracks.insert(next.tracks.begin() + index, track);
    return next;
}

const EditDeclaration reorder_track_edit = declare<about_reorder_track, read_reorder_track>();

} // namespace dub::session
