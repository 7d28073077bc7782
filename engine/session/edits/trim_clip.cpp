#include "engine/session/edits/trim_clip.h"

#include <array>

#include <fmt/format.h>

#include "engine/session/edits/change.h"
#include "engine/session/edits/clip_cutting.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

// What a longer clip covers anew. A neighbour it was crossfaded with goes as far as the crossfade went.
std::vector<SampleRange> gained(const Clips& others, SampleRange old, SampleRange now) {
    std::vector<SampleRange> ranges;
    SamplePos head = old.start;
    SamplePos tail = old.end;
    for (const auto& other : others) {
        if (other->place.start < old.start && old.start < other->place.end) head = other->place.end;
        if (other->place.start < old.end && old.end < other->place.end) tail = other->place.start;
    }
    if (now.start < old.start) ranges.push_back({now.start, head});
    if (old.end < now.end) ranges.push_back({tail, now.end});
    return ranges;
}

constexpr std::array trim_clip_arguments{
    clip_argument,
    ArgumentDeclaration{"start", "time", "before end", Need::optional, "the new start"},
    ArgumentDeclaration{"end", "time", "after start", Need::optional,
                        "the new end (the first sample outside)"},
};
constexpr EditText about_trim_clip{"trim_clip", "Move a clip's start or end; the sound stays in place.",
                                   trim_clip_arguments};

Result<TrimClip> read_trim_clip(const ArgumentReader& in) {
    TrimClip edit;
    CHECK(in.read("clip", edit.clip));
    CHECK(in.read("start", edit.start));
    CHECK(in.read("end", edit.end));
    if (!edit.start && !edit.end) return in.refuse("'start' or 'end' is needed.");
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const TrimClip& edit) {
    const auto place = find_clip(session, edit.clip);
    if (!place) return missing("clip", edit.clip.text());
    TRY(Lifted lifted, lift_clips(session, {&edit.clip, 1}));
    Clip clip = std::move(lifted.clips.front().clip);
    const SampleRange old = clip.place;
    clip.place = {edit.start.value_or(old.start), edit.end.value_or(old.end)};
    if (clip.place.empty())
        return fail(
            ErrorCode::unfit,
            fmt::format("Clip {} would have no length; its end must come after its start.", title(clip)));
    clip.source_start += clip.place.start - old.start;
    fit_fades(clip);
    if (!old.contains(clip.place)) CHECK(inside_media(session, clip));
    Track track = *lifted.session.tracks[place->track];
    for (const SampleRange& range : gained(track.clips, old, clip.place))
        CHECK(clear_range(lifted.session, track.clips, range));
    track.clips.push_back(share(std::move(clip)));
    settle(track.clips);
    return with_track(std::move(lifted.session), std::move(track));
}

const EditDeclaration trim_clip_edit = declare<about_trim_clip, read_trim_clip>();

} // namespace dub::session
