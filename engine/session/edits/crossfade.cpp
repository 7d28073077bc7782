#include "engine/session/edits/crossfade.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/session/edits/change.h"
#include "engine/session/edits/clip_cutting.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/names.h"

namespace dub::session {
namespace {

std::unexpected<Error> no_crossfade(const Clip& a, const Clip& b, std::string_view why) {
    return fail(ErrorCode::unfit,
                fmt::format("Clips {} and {} cannot be crossfaded: {}.", title(a), title(b), why));
}

constexpr std::array crossfade_arguments{
    ArgumentDeclaration{"first", "clip", "id or name", Need::required, "the clip that ends"},
    ArgumentDeclaration{"second", "clip", "id or name", Need::required, "the clip that begins there"},
    ArgumentDeclaration{"length", "length", "1 sample … the shorter clip", Need::required,
                        "how long both sound"},
    ArgumentDeclaration{"curve", "curve", "linear, equal-power, s-curve", Need::optional, "equal-power"},
};
constexpr EditText about_crossfade{"crossfade", "Crossfade two clips that adjoin on a track.",
                                   crossfade_arguments};

Result<Crossfade> read_crossfade(const ArgumentReader& in) {
    Crossfade edit;
    CHECK(in.read("first", edit.first));
    CHECK(in.read("second", edit.second));
    CHECK(in.read("length", edit.length));
    CHECK(in.read("curve", edit.curve, fade_curve_names));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const Crossfade& edit) {
    const auto at = find_clip(session, edit.first);
    const auto next = find_clip(session, edit.second);
    if (!at || !next) return missing("clip", (at ? edit.second : edit.first).text());
    Track track = *session.tracks[at->track];
    Clip a = *track.clips[at->clip];
    Clip b = *session.tracks[next->track]->clips[next->clip];
    if (a.locked) return locked_clip(a);
    if (b.locked) return locked_clip(b);
    if (at->track != next->track || a.place.end < b.place.start || a.place.start >= b.place.start)
        return no_crossfade(a, b, "the second must begin where the first ends, on the same track");
    const SamplePos cut = b.place.start + SampleCount{(a.place.end - b.place.start).value / 2};
    const SampleRange shared{cut - SampleCount{edit.length.value / 2},
                             cut - SampleCount{edit.length.value / 2} + edit.length};
    if (shared.empty() || shared.start <= a.place.start || shared.end >= b.place.end)
        return no_crossfade(a, b, fmt::format("{} samples do not fit into both", edit.length.value));
    a.place.end = shared.end;
    b.source_start += shared.start - b.place.start;
    b.place.start = shared.start;
    a.out = b.in = {edit.length, edit.curve};
    a.in.length = std::min(a.in.length, a.place.length() - a.out.length);
    b.out.length = std::min(b.out.length, b.place.length() - b.in.length);
    CHECK(inside_media(session, a));
    CHECK(inside_media(session, b));
    for (auto& clip : track.clips) {
        if (clip->id == a.id) clip = share(a);
        if (clip->id == b.id) clip = share(b);
    }
    settle(track.clips);
    return with_track(session, std::move(track));
}

const EditDeclaration crossfade_edit = declare<about_crossfade, read_crossfade>();

} // namespace dub::session
