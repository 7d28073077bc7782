#include "engine/session/edits/clip_cutting.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include <fmt/format.h>

namespace dub::session {
namespace {

bool before(const Shared<Clip>& a, const Shared<Clip>& b) {
    return std::pair(a->place.start, a->id) < std::pair(b->place.start, b->id);
}

// One pass of settle(); true when something had to give way.
bool settle_once(Clips& clips) {
    bool changed = false;
    Clips kept;
    kept.reserve(clips.size());
    for (Shared<Clip>& clip : clips) {
        // Only the last two kept can reach this far: older ones were settled against them.
        for (std::size_t back = 1; back <= 2 && back <= kept.size() && clip; ++back) {
            Shared<Clip>& earlier = kept[kept.size() - back];
            if (earlier->place.end <= clip->place.start || (back == 1 && crossfaded(*earlier, *clip)))
                continue;
            changed = true;
            if (earlier->locked && !clip->locked) {
                const SampleRange rest{earlier->place.end, clip->place.end};
                clip = rest.empty() ? nullptr : share(part_of(*clip, rest));
                continue;
            }
            const SampleRange rest{earlier->place.start, clip->place.start};
            earlier = rest.empty() ? nullptr : share(part_of(*earlier, rest));
            std::erase(kept, nullptr);
        }
        if (clip) kept.push_back(clip);
    }
    clips = std::move(kept);
    return changed;
}

} // namespace

Clip part_of(const Clip& clip, SampleRange keep) {
    Clip part = clip;
    part.place = clip.place.clipped(keep);
    part.source_start += part.place.start - clip.place.start;
    if (part.place.start != clip.place.start) part.in.length = {};
    if (part.place.end != clip.place.end) part.out.length = {};
    fit_fades(part);
    return part;
}

void fit_fades(Clip& clip) {
    const SampleCount length = clip.place.length();
    const SampleCount both = clip.in.length + clip.out.length;
    if (both <= length) return;
    const double part = static_cast<double>(clip.in.length.value) / static_cast<double>(both.value);
    clip.in.length = {static_cast<std::int64_t>(part * static_cast<double>(length.value))};
    clip.out.length = length - clip.in.length;
}

void settle(Clips& clips) {
    do {
        std::ranges::sort(clips, before);
    } while (settle_once(clips)); // each pass shortens or removes a clip, so it ends
}

Result<void> clear_range(Session& ids, Clips& clips, SampleRange range) {
    if (range.empty()) return {};
    Clips kept;
    kept.reserve(clips.size() + 1);
    for (const auto& clip : clips) {
        if (!clip->place.overlaps(range)) {
            kept.push_back(clip);
            continue;
        }
        if (clip->locked) return locked_clip(*clip);
        const bool left = clip->place.start < range.start;
        if (left) kept.push_back(share(part_of(*clip, {clip->place.start, range.start})));
        if (clip->place.end <= range.end) continue;
        Clip rest = part_of(*clip, {range.end, clip->place.end});
        if (left) rest.id = take_id<ClipId>(ids);
        kept.push_back(share(std::move(rest)));
    }
    clips = std::move(kept);
    return {};
}

Result<void> split_at(Session& ids, Clips& clips, SamplePos at, std::span<const ClipId> only) {
    Clips cut;
    for (const auto& clip : clips) {
        const bool meant = only.empty() || std::ranges::find(only, clip->id) != only.end();
        if (!meant || clip->place.start >= at || clip->place.end <= at) {
            cut.push_back(clip);
            continue;
        }
        if (clip->locked) return locked_clip(*clip);
        for (const auto& other : clips)
            if (other != clip && other->place.start < at && at < other->place.end)
                return fail(ErrorCode::unfit, fmt::format("{} lies in the crossfade of clips {} and {}; cut "
                                                          "elsewhere, or remove the crossfade first.",
                                                          timecode(ids, at), title(*clip), title(*other)));
        cut.push_back(share(part_of(*clip, {clip->place.start, at})));
        Clip right = part_of(*clip, {at, clip->place.end});
        right.id = take_id<ClipId>(ids);
        cut.push_back(share(std::move(right)));
    }
    clips = std::move(cut);
    settle(clips);
    return {};
}

Result<Lifted> lift_clips(const Session& session, std::span<const ClipId> ids) {
    const std::unordered_set<ClipId> wanted(ids.begin(), ids.end());
    Lifted lifted{session, {}};
    for (auto& track : lifted.session.tracks) {
        Clips left;
        for (const auto& clip : track->clips) {
            if (!wanted.contains(clip->id)) {
                left.push_back(clip);
                continue;
            }
            if (clip->locked) return locked_clip(*clip);
            lifted.clips.push_back({track->id, *clip});
        }
        if (left.size() == track->clips.size()) continue;
        Track changed = *track;
        changed.clips = std::move(left);
        track = share(std::move(changed));
    }
    if (lifted.clips.size() == wanted.size()) return lifted;
    for (const ClipId id : ids)
        if (!find_clip(session, id)) return missing("clip", id.text());
    return lifted;
}

Result<Session> put_clips(Session session, std::vector<PlacedClip> clips) {
    std::map<TrackId, std::vector<Clip>> by_track;
    for (auto& placed : clips)
        by_track[placed.track].push_back(std::move(placed.clip));
    for (auto& [id, placed] : by_track) {
        TRY(Track track, copy_track(session, id));
        for (const Clip& clip : placed)
            CHECK(clear_range(session, track.clips, clip.place));
        for (Clip& clip : placed)
            track.clips.push_back(share(std::move(clip)));
        settle(track.clips);
        session = with_track(std::move(session), std::move(track));
    }
    return session;
}

Result<void> inside_media(const Session& session, const Clip& clip) {
    const Media* media = find_media(session, clip.media);
    if (media == nullptr) return missing("recording", clip.media.text());
    const SampleCount length = session_length(session, *media);
    if (length == SampleCount{}) return {};
    const SampleCount before_start = SamplePos{} - clip.source_start;
    const SampleCount past_end = clip.source_start + clip.place.length() - (SamplePos{} + length);
    if (before_start.value <= 0 && past_end.value <= 0) return {};
    return fail(ErrorCode::unfit,
                fmt::format("Clip {} would need {} samples {} recording {} '{}', which is {} samples long; "
                            "choose a place inside it.",
                            title(clip), before_start.value > 0 ? before_start.value : past_end.value,
                            before_start.value > 0 ? "before the start of" : "after the end of",
                            media->id.text(), media->name, length.value));
}

} // namespace dub::session
