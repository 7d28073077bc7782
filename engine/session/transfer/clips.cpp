// Clips, playlists and their recordings; markers.

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/session/edits/playlists.h"
#include "engine/session/transfer/transferring.h"

namespace dub::session {
namespace {

bool same_recording(const Media& a, const Media& b) {
    return a.path == b.path && a.hash == b.hash && a.bytes == b.bytes && a.stream == b.stream &&
           a.speed == b.speed && a.length == b.length;
}

class Clips {
  public:
    explicit Clips(Transferring& at)
        : at_(at)
        , pool_(*at.session().pool) {}

    void bring(const Track& theirs, TrackId ours) {
        if (theirs.clips.empty() && theirs.alternatives.empty()) return;
        Track track = *find_track(at_.session(), ours);
        if (!track.clips.empty()) put_old_aside(track);
        track.clips = brought(theirs.clips, theirs, track);
        for (const auto& playlist : theirs.alternatives) {
            Playlist made{take_id<PlaylistId>(at_.session()), free_name(track, playlist->name),
                          brought(playlist->clips, theirs, track)};
            track.alternatives.push_back(share(std::move(made))); // its id is the highest there is
        }
        at_.made.session = with_track(std::move(at_.made.session), std::move(track));
    }

    void finish() { at_.session().pool = share(std::move(pool_)); }

  private:
    static std::string free_name(const Track& track, const std::string& wanted) {
        const std::string base = wanted.empty() ? "imported" : wanted;
        std::string name = base;
        for (int number = 2; !unused_name(track, name); ++number)
            name = fmt::format("{} {}", base, number);
        return name;
    }

    void put_old_aside(Track& track) {
        const std::string old = track.playlist_name;
        put_aside(track);
        track.playing = take_id<PlaylistId>(at_.session());
        track.playlist_name = free_name(track, at_.from.info->name);
        at_.tell(Severity::note, "transfer.put-aside", title(track),
                 fmt::format("The clips of {} lie aside in its playlist '{}'; '{}' plays now.", title(track),
                             old, track.playlist_name));
    }

    std::vector<Shared<Clip>> brought(const std::vector<Shared<Clip>>& theirs, const Track& from,
                                      const Track& onto) {
        std::vector<Shared<Clip>> made;
        bool told = false;
        for (const auto& clip : theirs) {
            Clip copy = moved(*clip);
            if (!copy.channels.empty() && std::ssize(copy.channels) != onto.layout.channels()) {
                copy.channels.clear();
                if (!std::exchange(told, true))
                    at_.tell(Severity::warning, "transfer.clip-channels", title(onto),
                             fmt::format(
                                 "Clips of '{}' chose their channels for {}, {} is {}: they play by speaker "
                                 "name now. Set their channels with the edit set_clip_channels.",
                                 from.name, from.layout.name(), title(onto), onto.layout.name()));
            }
            made.push_back(share(std::move(copy)));
            ++at_.made.clips;
        }
        return made;
    }

    // Each edge is rounded by itself, so that what touched or crossfaded still does.
    Clip moved(const Clip& clip) {
        Clip made = clip;
        made.id = take_id<ClipId>(at_.session());
        made.media = recording(clip.media);
        made.group = group(clip.group);
        made.place = at_.time(clip.place);
        made.in.length = at_.time(clip.place.start + clip.in.length) - made.place.start;
        made.out.length = made.place.end - at_.time(clip.place.end - clip.out.length);
        made.source_start = at_.time.in_media(clip.source_start);
        for (LanePoint& point : made.gain_envelope)
            point.at = at_.time.in_media(point.at);
        if (!at_.time.same_rate()) fit_to_source(made);
        return made;
    }

    ClipGroupId group(ClipGroupId theirs) {
        if (!theirs) return theirs;
        ClipGroupId& ours = groups_[theirs];
        if (!ours) ours = take_id<ClipGroupId>(at_.session());
        return ours;
    }

    // Rounding may reach one sample beyond the recording's end.
    void fit_to_source(Clip& clip) {
        const auto media =
            std::ranges::lower_bound(pool_.media, clip.media, {}, [](const auto& one) { return one->id; });
        const SampleCount length = session_length(at_.session(), **media);
        const SampleCount over = clip.source_start + clip.place.length() - (SamplePos{} + length);
        if (over.value == 1 && clip.source_start > SamplePos{}) clip.source_start -= over;
    }

    MediaId recording(MediaId id) {
        if (const auto known = at_.media.find(id); known != at_.media.end()) return known->second;
        Media media = *find_media(at_.from, id);
        if (at_.wish.media_path) media.path = at_.wish.media_path(media.path);
        const auto same =
            std::ranges::find_if(pool_.media, [&](const auto& one) { return same_recording(*one, media); });
        if (same == pool_.media.end()) {
            media.id = take_id<MediaId>(at_.session());
            pool_.media.push_back(share(media));
            ++at_.made.media;
        } else {
            media.id = (*same)->id;
        }
        at_.media.emplace(id, media.id);
        return media.id;
    }

    Transferring& at_;
    MediaPool pool_;
    std::map<ClipGroupId, ClipGroupId> groups_; // theirs and ours
};

} // namespace

void bring_clips(Transferring& at) {
    Clips clips(at);
    for (const TrackMatch& match : at.made.tracks)
        if (match.to) clips.bring(*find_track(at.from, match.from), match.to);
    clips.finish();
}

void bring_markers(Transferring& at) {
    std::vector<Marker> markers = *at.session().markers;
    for (Marker marker : *at.from.markers) {
        marker.at = at.time(marker.at);
        const bool there = std::ranges::any_of(
            markers, [&](const Marker& one) { return one.at == marker.at && one.name == marker.name; });
        if (there) continue;
        marker.id = take_id<MarkerId>(at.session());
        markers.push_back(std::move(marker));
        ++at.made.markers;
    }
    std::ranges::stable_sort(markers, {}, &Marker::at);
    at.session().markers = share(std::move(markers));
}

} // namespace dub::session
