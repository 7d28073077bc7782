#include "ui/timeline/found_clip.h"

#include <unordered_set>

namespace dub::ui::timeline {

namespace {

FoundClip at(const session::Session& session, std::size_t track_index, std::size_t index) {
    const session::Track& track = *session.tracks[track_index];
    FoundClip result{&track, track_index, track.clips[index].get(), nullptr, nullptr};
    if (index > 0) result.before = track.clips[index - 1].get();
    if (index + 1 < track.clips.size()) result.after = track.clips[index + 1].get();
    return result;
}

} // namespace

FoundClip found(const session::Session& session, ClipId id) {
    const auto place = id ? session::find_clip(session, id) : std::nullopt;
    return place ? at(session, place->track, place->clip) : FoundClip{};
}

std::vector<FoundClip> found_all(const session::Session& session, const std::vector<ClipId>& ids) {
    const std::unordered_set<ClipId> wanted(ids.begin(), ids.end());
    std::vector<FoundClip> all;
    all.reserve(wanted.size());
    for (std::size_t t = 0; t < session.tracks.size(); ++t)
        for (std::size_t c = 0; c < session.tracks[t]->clips.size(); ++c)
            if (wanted.contains(session.tracks[t]->clips[c]->id)) all.push_back(at(session, t, c));
    return all;
}

std::set<ClipId> with_groups(const session::Session& session, std::set<ClipId> clips) {
    std::set<ClipGroupId> groups;
    for (const auto& track : session.tracks)
        for (const auto& clip : track->clips)
            if (clip->group && clips.contains(clip->id)) groups.insert(clip->group);
    if (groups.empty()) return clips;
    for (const auto& track : session.tracks)
        for (const auto& clip : track->clips)
            if (groups.contains(clip->group)) clips.insert(clip->id);
    return clips;
}

std::vector<ClipId> pulled_together(const session::Session& session, const std::vector<ClipId>& clips,
                                    ClipId held, Edge edge) {
    const FoundClip pulled = found(session, held);
    if (!pulled || !pulled.clip->group) return clips;
    const auto place = [&](const session::Clip& clip) {
        return edge == Edge::start ? clip.place.start : clip.place.end;
    };
    std::vector<ClipId> together;
    for (const FoundClip& one : found_all(session, clips))
        if (one.clip->group != pulled.clip->group || place(*one.clip) == place(*pulled.clip))
            together.push_back(one.clip->id);
    return together;
}

bool continues(const session::Clip& first, const session::Clip& second) {
    return first.media == second.media && first.place.end == second.place.start &&
           first.channels == second.channels &&
           second.source_start - first.source_start == second.place.start - first.place.start;
}

SampleRange reach(const session::Session& session, const session::Clip& clip) {
    const session::Media* media = session::find_media(session, clip.media);
    const SampleCount length = media == nullptr ? SampleCount{} : session::session_length(session, *media);
    const SamplePos start = clip.place.start - (clip.source_start - SamplePos{});
    if (length == SampleCount{}) return {start, SamplePos{std::int64_t{1} << 46}};
    return {start, start + length};
}

} // namespace dub::ui::timeline
