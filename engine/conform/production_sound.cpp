#include "engine/conform/production_sound.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/conform/names.h"
#include "engine/session/edits/add_media.h"
#include "engine/session/edits/add_track.h"
#include "engine/session/edits/clip_cutting.h"
#include "engine/session/edits/run_edit.h"

namespace dub::conform {
namespace {

using session::Clip;

std::string channel_name(const FoundFile& file, int channel) {
    const auto i = static_cast<std::size_t>(channel);
    if (i < file.track_names.size() && !file.track_names[i].empty()) return file.track_names[i];
    return fmt::format("ch {}", channel + 1);
}

class Alternates {
  public:
    Alternates(const session::Session& session, const Turnover& list, std::span<const FoundFile> files,
               std::span<const session::Media> media)
        : list_(list)
        , files_(files)
        , media_(media) {
        out_.session = session;
    }

    Result<AlternatesMade> run(const std::vector<GuideMatch>& matches) {
        std::size_t none = 0;
        std::string first;
        for (const GuideMatch& match : matches) {
            if (match.takes.empty() || match.takes.front().by == LinkBy::timecode) {
                if (none++ == 0) first = name_of(match);
                continue;
            }
            CHECK(add(match));
        }
        if (none > 0)
            tell(
                Severity::warning, "production.none", first,
                fmt::format("{} guide clips have no recording of the field recorder, this is the first. Name "
                            "its folder, or look for its sound roll.",
                            none));
        for (auto& [key, clips] : clips_) {
            TRY(out_.session, session::put_clips(std::move(out_.session), std::move(clips)));
        }
        return std::move(out_);
    }

  private:
    void tell(Severity severity, const char* code, std::string where, std::string sentence) {
        out_.diagnostics.push_back({severity, code, std::move(where), std::move(sentence)});
    }
    std::string name_of(const GuideMatch& match) const {
        return fmt::format("{} '{}'", list_.tracks[match.guide.track].name,
                           list_.tracks[match.guide.track].events[match.guide.event].name);
    }

    Result<void> add(const GuideMatch& match) {
        const auto place = session::find_clip(out_.session, match.guide.clip);
        if (!place) return {};
        const Clip guide = *out_.session.tracks[place->track]->clips[place->clip];
        const Recording& take = match.takes.front();
        const FoundFile& file = files_[take.file];
        TRY(const MediaId media, pooled(take.file));
        const SampleRate rate = out_.session.info->rate;
        const SamplePos from = SamplePos{(take.from * Rational(rate.hz)).nearest()} + match.offset;
        for (int channel = 0; channel < file.channels; ++channel) {
            TRY(const TrackId track, track_for(match.guide.on, channel_name(file, channel)));
            Clip clip = guide;
            clip.name = stem(file_name(file.path));
            clip.media = media;
            clip.source_start = from;
            clip.gain = {};
            clip.gain_envelope.clear();
            clip.channels = {channel};
            clip.muted = true; // the guide goes on to be heard
            clip.locked = false;
            if (!fit(clip, media)) continue;
            clip.id = session::take_id<ClipId>(out_.session);
            clips_[track].push_back({track, std::move(clip)});
            ++out_.clips;
        }
        tell_offset(match, file, rate);
        return {};
    }

    void tell_offset(const GuideMatch& match, const FoundFile& file, SampleRate rate) {
        if (!match.verified)
            tell(
                Severity::note, "production.unverified", name_of(match),
                fmt::format("{} lies at its timecode; whether it is in sync could not be heard.", file.path));
        else if (match.offset.value != 0)
            tell(Severity::note, "production.offset", name_of(match),
                 fmt::format("{} was {} samples ({:.1f} ms) off its timecode; moved into sync.", file.path,
                             match.offset.value, 1000 * seconds(match.offset, rate)));
    }

    // The recorder may have begun late or stopped early: what it has is placed.
    bool fit(Clip& clip, MediaId media) const {
        const SampleCount length =
            session::session_length(out_.session, *session::find_media(out_.session, media));
        const SampleRange whole{clip.place.start - (clip.source_start - SamplePos{}),
                                clip.place.start - (clip.source_start - SamplePos{}) + length};
        if (!clip.place.overlaps(whole)) return false;
        clip = session::part_of(clip, whole);
        return true;
    }

    Result<MediaId> pooled(std::size_t file) {
        if (const auto known = pool_.find(file); known != pool_.end()) return known->second;
        const session::Media& wanted = media_[file];
        for (const auto& there : out_.session.pool->media)
            if (there->path == wanted.path && there->hash == wanted.hash && there->stream == wanted.stream)
                return pool_[file] = there->id;
        TRY(out_.session, session::apply(out_.session, session::AddMedia{wanted}));
        return pool_[file] = out_.session.pool->media.back()->id;
    }

    // Below the guide, in the order of the recorder's tracks.
    Result<TrackId> track_for(TrackId guide, const std::string& name) {
        const auto key = std::pair(guide, lower(name));
        if (const auto known = tracks_.find(key); known != tracks_.end()) return known->second;
        const session::Track& like = *session::find_track(out_.session, guide);
        const std::string wanted = fmt::format("{} {}", like.name, name);
        if (const auto* there = session::find_track(out_.session, wanted);
            there && there->layout.channels() == 1)
            return tracks_[key] = there->id;
        session::AddTrack edit{wanted, Layout{Speaker::M}, like.role, like.output, {}, like.colour, {}};
        const auto below = ++below_[guide];
        const auto at = std::ranges::find(out_.session.tracks, guide, [](const auto& t) { return t->id; });
        edit.index = at - out_.session.tracks.begin() + below;
        const TrackId id{out_.session.info->next_id};
        TRY(out_.session, session::apply(out_.session, edit));
        out_.tracks.push_back(id);
        return tracks_[key] = id;
    }

    const Turnover& list_;
    std::span<const FoundFile> files_;
    std::span<const session::Media> media_;
    AlternatesMade out_;
    std::map<std::size_t, MediaId> pool_;
    std::map<std::pair<TrackId, std::string>, TrackId> tracks_;
    std::map<TrackId, std::int64_t> below_;
    std::map<TrackId, std::vector<session::PlacedClip>> clips_;
};

} // namespace

Result<AlternatesMade> place_alternates(const session::Session& session, const Turnover& list,
                                        const std::vector<GuideMatch>& matches,
                                        std::span<const FoundFile> files,
                                        std::span<const session::Media> media) {
    TRY(auto made, Alternates(session, list, files, media).run(matches));
    TRY(made.session, session::checked(session, std::move(made.session)));
    return made;
}

} // namespace dub::conform
