#include "engine/conform/turnover_from.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/session/edits/change.h"
#include "engine/session/edits/lane_cutting.h"
#include "engine/session/parameters/strip.h"

namespace dub::conform {
namespace {

using session::Clip;
using session::Media;

FadeShape shape_of(session::FadeCurve curve) {
    switch (curve) {
    case session::FadeCurve::linear: return FadeShape::linear;
    case session::FadeCurve::equal_power: return FadeShape::equal_power;
    case session::FadeCurve::s_curve: return FadeShape::s_curve;
    }
    return FadeShape::equal_power;
}

class Maker {
  public:
    Maker(const session::Session& session, const TurnoverWish& wish)
        : session_(session)
        , wish_(wish) {
        list_.format = "dubstage";
        list_.producer = "Dubstage";
        list_.name = session.info->name;
        list_.timecode = session.info->timecode;
        list_.start = session.info->start;
        list_.sound_rate = session.info->rate;
    }

    Result<Turnover> run() {
        add_pictures();
        std::vector<const session::Track*> tracks;
        if (wish_.tracks.empty())
            for (const auto& track : session_.tracks)
                tracks.push_back(track.get());
        for (const TrackId id : wish_.tracks) {
            const session::Track* const track = session::find_track(session_, id);
            if (track == nullptr) return session::missing("track", id.text());
            tracks.push_back(track);
        }
        for (const session::Track* track : tracks)
            if (!track->clips.empty()) add(*track);
        for (const session::Marker& marker : *session_.markers) {
            ListMarker one;
            one.at = seconds_at(marker.at, list_.timecode.rate);
            one.name = marker.name;
            one.colour = marker.colour;
            one.comment = marker.comment;
            list_.markers.push_back(std::move(one));
        }
        return std::move(list_);
    }

  private:
    Rational seconds(SamplePos at) const { return seconds_at(at, session_.info->rate); }
    Rational seconds(SampleCount count) const { return Rational(count.value, session_.info->rate.hz); }

    void tell(std::string where, std::string sentence) {
        list_.diagnostics.push_back(
            {Severity::note, "export.not-kept", std::move(where), std::move(sentence)});
    }

    void add_pictures() {
        if (session_.pool->pictures.empty()) return;
        ListTrack track;
        track.name = "V1";
        track.number = 1;
        track.kind = TrackKind::picture;
        for (const auto& picture : session_.pool->pictures) {
            Source source;
            source.name = picture->path.substr(picture->path.find_last_of('/') + 1);
            if (wish_.locate_picture) source.locators = {wish_.locate_picture(*picture)};
            source.moving = true;
            source.picture_rate = picture->rate;
            source.length = seconds_of(picture->length, list_.timecode.rate);
            Event event;
            event.name = source.name;
            event.source = static_cast<int>(list_.sources.size());
            event.record = {seconds_at(picture->at, list_.timecode.rate),
                            seconds_at(picture->at + picture->length, list_.timecode.rate)};
            event.played = {Rational{}, event.record.length()};
            list_.sources.push_back(std::move(source));
            track.events.push_back(std::move(event));
        }
        list_.tracks.push_back(std::move(track));
    }

    void add(const session::Track& track) {
        ListTrack out;
        out.name = track.name;
        out.number = ++number_;
        out.channels = track.layout.channels();
        out.role = track.role ? std::string(session::name_of(*track.role)) : std::string();
        out.colour = track.colour;
        out.department = track.department;
        out.muted = track.strip->values.get(session::strip::mute) != 0;
        out.soloed = track.strip->soloed;
        out.volume = curve_of(*track.strip, session::strip::fader);
        if (track.layout.channels() <= 2) out.pan = curve_of(*track.strip, session::strip::pan_x);
        for (const auto& clip : track.clips)
            out.events.push_back(event_of(track, *clip));
        tell_strip(track);
        list_.tracks.push_back(std::move(out));
    }

    Curve curve_of(const session::Strip& strip, const session::Parameter& parameter) const {
        Curve curve;
        if (const auto* lane = session::find_lane(strip, address_of(parameter))) {
            for (const session::LanePoint& point : lane->points)
                curve.points.push_back({seconds(point.at), point.value});
        } else if (const double value = strip.values.get(parameter); value != parameter.fallback) {
            curve.points.push_back({seconds_at(list_.start, list_.timecode.rate), value});
        }
        return curve;
    }

    void tell_strip(const session::Track& track) {
        std::string what;
        const auto add = [&](std::size_t count, std::string_view one, std::string_view many) {
            if (count > 0)
                what += fmt::format("{}{} {}", what.empty() ? "" : ", ", count, count == 1 ? one : many);
        };
        const session::Strip& strip = *track.strip;
        add(strip.inserts.size(), "insert", "inserts");
        add(strip.sends.size(), "send", "sends");
        add(track.alternatives.size(), "other playlist", "other playlists");
        const auto kept = [](const auto& lane) {
            const auto& target = lane->target;
            return !target.insert && !target.send &&
                   (target.parameter == session::strip::fader.id ||
                    target.parameter == session::strip::pan_x.id);
        };
        add(strip.lanes.size() - static_cast<std::size_t>(std::ranges::count_if(strip.lanes, kept)), "lane",
            "lanes");
        if (!what.empty())
            tell(session::title(track),
                 fmt::format("a list has no words for its {}; what they do is not in it.", what));
    }

    int source_of(const Media& media) {
        const auto [known, fresh] = sources_.emplace(media.id, static_cast<int>(list_.sources.size()));
        if (!fresh) return known->second;
        Source source;
        source.name = media.path.substr(media.path.find_last_of('/') + 1);
        if (wish_.locate) source.locators = {wish_.locate(media)};
        source.rate = media.rate;
        source.length = Rational(media.length.value, media.rate.hz);
        source.channels = media.layout.channels();
        source.bits = media.bits;
        if (const auto begins = begin_of(media)) {
            source.timecode = list_.timecode;
            source.start = frame_at(*begins, list_.timecode.rate);
        }
        list_.sources.push_back(std::move(source));
        return known->second;
    }

    // Where the recording's own clock stands at its first sample.
    static std::optional<Rational> begin_of(const Media& media) {
        if (!media.timestamp) return std::nullopt;
        return seconds_at(*media.timestamp, media.rate);
    }

    Event event_of(const session::Track& track, const Clip& clip) {
        const Media& media = *session::find_media(session_, clip.media);
        Event event;
        event.name = clip.name;
        event.source = source_of(media);
        event.record = {seconds(clip.place.start), seconds(clip.place.end)};
        event.speed = Rational(media.speed.num, media.speed.den);
        if (media.speed.method != session::SpeedMethod::resample && !media.speed.is_normal())
            tell(session::title(clip),
                 "its recording is stretched or restamped; the list only says how fast.");
        event.played.start = seconds(clip.source_start) * event.speed;
        event.played.end = event.played.start + event.record.length() * event.speed;
        if (const auto begins = begin_of(media); begins && wish_.clock == SourceOrigin::timecode) {
            event.origin = SourceOrigin::timecode;
            event.played.start += *begins;
            event.played.end += *begins;
        }
        event.channels = channels_of(track, clip, media);
        event.gain = clip.gain;
        for (const session::LanePoint& point : clip.gain_envelope)
            event.gain_curve.points.push_back({seconds(point.at - clip.source_start), point.value});
        event.fade_in = {seconds(clip.in.length), shape_of(clip.in.curve)};
        event.fade_out = {seconds(clip.out.length), shape_of(clip.out.curve)};
        event.muted = clip.muted;
        if (clip.group) event.link = clip.group.text();
        event.role = track.role ? std::string(session::name_of(*track.role)) : std::string();
        event.where = session::title(clip);
        return event;
    }

    static std::vector<int> channels_of(const session::Track& track, const Clip& clip, const Media& media) {
        if (!clip.channels.empty()) return clip.channels;
        std::vector<int> channels;
        for (const Speaker speaker : track.layout.speakers()) {
            const auto found = media.layout.find(speaker);
            const bool only = media.layout.channels() == 1 && track.layout.channels() == 1;
            channels.push_back(found ? *found : only ? 0 : -1);
        }
        return channels;
    }

    const session::Session& session_;
    const TurnoverWish& wish_;
    Turnover list_;
    std::map<MediaId, int> sources_;
    int number_ = 0;
};

} // namespace

Result<Turnover> turnover_from(const session::Session& session, const TurnoverWish& wish) {
    return Maker(session, wish).run();
}

} // namespace dub::conform
