#include "ui/timeline/found_clip.h"

namespace dub::ui::timeline {

FoundClip found(const session::Session& session, ClipId id) {
    const auto place = id ? session::find_clip(session, id) : std::nullopt;
    if (!place) return {};
    const session::Track& track = *session.tracks[place->track];
    FoundClip result{&track, place->track, track.clips[place->clip].get(), nullptr, nullptr};
    if (place->clip > 0) result.before = track.clips[place->clip - 1].get();
    if (place->clip + 1 < track.clips.size()) result.after = track.clips[place->clip + 1].get();
    return result;
}

SampleRange reach(const session::Session& session, const session::Clip& clip) {
    const session::Media* media = session::find_media(session, clip.media);
    const SampleCount length = media == nullptr ? SampleCount{} : session::session_length(session, *media);
    const SamplePos start = clip.place.start - (clip.source_start - SamplePos{});
    if (length == SampleCount{}) return {start, SamplePos{std::int64_t{1} << 46}};
    return {start, start + length};
}

} // namespace dub::ui::timeline
