#include "engine/session/edits/promote_range.h"

#include <array>

#include <fmt/format.h>

#include "engine/session/edits/change.h"
#include "engine/session/edits/clip_cutting.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array promote_range_arguments{
    track_argument,
    playlist_argument,
    ArgumentDeclaration{"from", "time", "any", Need::required, "first sample taken"},
    ArgumentDeclaration{"to", "time", "after from", Need::required, "the first after it"},
};
constexpr EditText about_promote_range{
    "promote_range", "Take a range from another playlist into the one that plays.", promote_range_arguments};

Result<PromoteRange> read_promote_range(const ArgumentReader& in) {
    PromoteRange edit;
    CHECK(in.read("track", edit.track));
    CHECK(in.read("playlist", edit.playlist));
    CHECK(in.read("from", edit.range.start));
    CHECK(in.read("to", edit.range.end));
    if (edit.range.empty()) return in.refuse("'to' is not after 'from'.");
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const PromoteRange& edit) {
    Session next = session;
    TRY(Track track, copy_track(next, edit.track));
    if (is_playing(track, edit.playlist))
        return fail(ErrorCode::unfit, fmt::format("Playlist '{}' of {} is the one that plays; name another.",
                                                  track.playlist_name, title(track)));
    TRY(const auto at, find_alternative(track, edit.playlist));
    CHECK(clear_range(next, track.clips, edit.range));
    for (const auto& clip : track.alternatives[at]->clips) {
        if (!clip->place.overlaps(edit.range)) continue;
        Clip piece = part_of(*clip, edit.range);
        piece.id = take_id<ClipId>(next);
        track.clips.push_back(share(std::move(piece)));
    }
    settle(track.clips);
    return with_track(std::move(next), std::move(track));
}

const EditDeclaration promote_range_edit = declare<about_promote_range, read_promote_range>();

} // namespace dub::session
