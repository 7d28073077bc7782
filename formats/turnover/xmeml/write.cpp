#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/conform/nesting.h"
#include "engine/conform/stacking.h"
#include "formats/turnover/xmeml/writing.h"
#include "formats/turnover/xmeml/xmeml.h"

namespace dub::turnover::xmeml {
namespace {

using conform::CurveShape;
using conform::Event;
using conform::FadeShape;
using conform::ListTrack;
using conform::TrackKind;

// Points for what is straight in amplitude between them; pieces of a decibel stay within 0.02 dB.
conform::Curve in_amplitude(const conform::Curve& curve) {
    constexpr double floor_db = -200, steps_max = 64;
    conform::Curve out{{}, CurveShape::linear_gain};
    for (std::size_t i = 0; i < curve.points.size(); ++i) {
        out.points.push_back(curve.points[i]);
        if (i + 1 == curve.points.size()) break;
        const auto &a = curve.points[i], &b = curve.points[i + 1];
        if (curve.shape == CurveShape::constant) out.points.push_back({b.at, a.value});
        if (curve.shape != CurveShape::linear_db) continue;
        const double from = std::max(a.value, floor_db), to = std::max(b.value, floor_db);
        const auto steps = static_cast<std::int64_t>(std::min(std::ceil(std::abs(to - from)), steps_max));
        for (std::int64_t step = 1; step < steps; ++step)
            out.points.push_back(
                {a.at + (b.at - a.at) * Rational{step, steps},
                 from + (to - from) * static_cast<double>(step) / static_cast<double>(steps)});
    }
    return out;
}

// The clip's own gain and the track's volume while it plays; the format knows only clips.
conform::Curve gain_of(const Event& event, const ListTrack& track) {
    const auto volume = conform::cut_to(track.volume, -event.record.start, event.record.length());
    conform::Curve curve = event.gain_curve;
    if (!volume.points.empty()) {
        if (!curve.points.empty() || curve.shape == volume.shape)
            curve = conform::sum_of(curve, volume);
        else
            curve = volume;
    }
    for (conform::CurvePoint& point : curve.points)
        point.value += event.gain.value;
    return in_amplitude(curve);
}

class TrackWriter {
  public:
    TrackWriter(Writing& writing, const ListTrack& track)
        : writing_(writing)
        , track_(track) {}

    // As many tracks of the file as the track has channels; clips that overlap go on further ones.
    void write(const std::vector<std::string>& ids) {
        std::size_t first = 0;
        for (const std::vector<Event>& row : rows(track_)) {
            const int channels = track_.kind == TrackKind::sound ? std::max(track_.channels, 1) : 1;
            for (int channel = 0; channel < channels; ++channel)
                file_track(row, channel, channels, ids, first);
            first += row.size();
        }
    }

    // What the format has a place for.
    static std::vector<std::vector<Event>> rows(const ListTrack& track) {
        std::vector<Event> kept;
        for (const Event& event : track.events)
            if (!event.record.empty() && event.kind != conform::EventKind::black) kept.push_back(event);
        return conform::stacked(kept);
    }

  private:
    void file_track(const std::vector<Event>& row, int channel, int channels,
                    const std::vector<std::string>& ids, std::size_t first) {
        writing_.xml.open("track");
        const bool sound = track_.kind == TrackKind::sound;
        if (sound && channels > 1) {
            const char* type = channels == 2 ? "Stereo" : channels == 6 ? "5.1" : "Adaptive";
            writing_.xml.attribute("currentExplodedTrackIndex", std::to_string(channel))
                .attribute("totalExplodedTrackCount", std::to_string(channels))
                .attribute("premiereTrackType", type);
        }
        writing_.xml.attribute("MZ.TrackName", track_.name);
        for (std::size_t i = 0; i < row.size(); ++i) {
            const Event& event = row[i];
            const bool crossed_in = i > 0 && row[i - 1].record.end > event.record.start;
            const bool crossed_out = i + 1 < row.size() && event.record.end > row[i + 1].record.start;
            const bool one =
                event.channels.size() > 1 && std::ranges::count(event.channels, event.channels[0]) ==
                                                 static_cast<std::ptrdiff_t>(event.channels.size());
            const bool here =
                !sound || event.channels.empty() || (one ? channel == 0 : channel_at(event, channel) >= 0);
            if (!here) continue;
            if (event.fade_in.length > none)
                transition({event.record.start, event.record.start + event.fade_in.length},
                           event.fade_in.shape, crossed_in ? "center" : "start-black");
            Part part{event,
                      ids[first + i] + (channel > 0 ? fmt::format("-{}", channel + 1) : ""),
                      channel,
                      sound,
                      sound && one,
                      crossed_in,
                      crossed_out,
                      0,
                      {}};
            if (sound && channels == 1 && track_.pan.points.size() == 1)
                part.pan = track_.pan.points[0].value;
            if (sound) part.gain = gain_of(event, track_);
            write_clip(writing_, part);
            if (event.fade_out.length > none && !crossed_out)
                transition({event.record.end - event.fade_out.length, event.record.end}, event.fade_out.shape,
                           "end-black");
        }
        writing_.xml.element("enabled", track_.muted ? "FALSE" : "TRUE");
        writing_.xml.element("locked", "FALSE");
        if (sound) writing_.element("outputchannelindex", channel + 1);
        writing_.xml.close();
    }

    static int channel_at(const Event& event, int channel) {
        const auto at = static_cast<std::size_t>(channel);
        return at < event.channels.size() ? event.channels[at] : -1;
    }

    void transition(const conform::TimeSpan& span, FadeShape shape, std::string_view alignment) {
        const bool power = shape == FadeShape::equal_power;
        if (shape == FadeShape::s_curve || shape == FadeShape::logarithmic)
            ++writing_.lost["xmeml.fade-shape"];
        writing_.xml.open("transitionitem");
        writing_.element("start", writing_.frame_of(span.start));
        writing_.element("end", writing_.frame_of(span.end));
        writing_.xml.element("alignment", alignment);
        write_rate(writing_, writing_.rate);
        writing_.xml.open("effect");
        const bool sound = track_.kind == TrackKind::sound;
        writing_.xml.element("name",
                             sound ? power ? "Cross Fade (+3dB)" : "Cross Fade ( 0dB)" : "Cross Dissolve");
        writing_.xml.element("effectid", sound
                                             ? power ? "KGAudioTransCrossFade3dB" : "KGAudioTransCrossFade0dB"
                                             : "Cross Dissolve");
        writing_.xml.element("effecttype", "transition").element("mediatype", sound ? "audio" : "video");
        writing_.xml.close().close();
    }

    Writing& writing_;
    const ListTrack& track_;
};

std::vector<std::string> name_clips(Writing& writing, const ListTrack& track) {
    std::vector<std::string> ids;
    for (const auto& row : TrackWriter::rows(track))
        for (const Event& event : row) {
            ids.push_back(fmt::format("clipitem-{}", ++writing.clips));
            if (!event.link.empty()) writing.cut[event.link].push_back(ids.back());
        }
    return ids;
}

void count_losses(Writing& writing) {
    for (const ListTrack& track : writing.list.tracks) {
        if (track.volume.points.size() > 0) ++writing.lost["xmeml.track-volume"];
        const bool said = track.channels == 1 && track.pan.points.size() <= 1;
        if (!track.pan.points.empty() && !said) ++writing.lost["xmeml.pan"];
        if (TrackWriter::rows(track).size() > 1) ++writing.lost["xmeml.overlap"];
        for (const Event& event : track.events) {
            if (!event.role.empty()) ++writing.lost["xmeml.role"];
            if (!event.effects.empty()) ++writing.lost["xmeml.effect"];
        }
    }
}

Diagnostics sentences(const Writing& writing) {
    static const std::map<std::string, const char*> texts{
        {"xmeml.between-frames",
         "{} edges lie between frames; they are moved to the nearest, sources stay exact."},
        {"xmeml.umid",
         "{} recordings have UMIDs, which the format has no place for; they link by path and name."},
        {"xmeml.loud", "{} clips are louder than +12 dB; other programs may stop there."},
        {"xmeml.no-start",
         "{} clips count by a timecode whose first frame is not known; their in points are as written."},
        {"xmeml.fade-shape",
         "{} fades have shapes the format does not know; they are written as straight ones."},
        {"xmeml.track-volume",
         "The volume of {} tracks is written into their clips: the format knows only clips."},
        {"xmeml.pan", "The panning of {} tracks is left out: the format knows only clips that stand still."},
        {"xmeml.overlap", "Clips of {} tracks overlap without crossing over; they lie on further tracks."},
        {"xmeml.role", "The roles of {} clips are left out; the format has none."},
        {"xmeml.effect", "The effects of {} clips are left out."},
    };
    Diagnostics all;
    for (const auto& [code, count] : writing.lost)
        all.push_back(
            {Severity::warning, code, writing.list.name, fmt::format(fmt::runtime(texts.at(code)), count)});
    return all;
}

void write_kind(Writing& writing, TrackKind kind, const std::vector<std::vector<std::string>>& ids) {
    for (std::size_t i = 0; i < writing.list.tracks.size(); ++i)
        if (writing.list.tracks[i].kind == kind) TrackWriter(writing, writing.list.tracks[i]).write(ids[i]);
}

void write_markers(Writing& writing) {
    for (const conform::ListMarker& marker : writing.list.markers) {
        writing.xml.open("marker");
        writing.xml.element("name", marker.name).element("comment", marker.comment);
        const std::int64_t in = writing.frame_of(marker.at);
        writing.element("in", std::max<std::int64_t>(in, 0));
        writing.element("out", marker.length > none ? writing.frame_of(marker.at + marker.length) : -1);
        writing.xml.close();
    }
}

void write_media(Writing& writing) {
    std::vector<std::vector<std::string>> ids; // first all, for the links
    for (const ListTrack& track : writing.list.tracks)
        ids.push_back(name_clips(writing, track));
    writing.xml.open("media");
    writing.xml.open("video");
    write_kind(writing, TrackKind::picture, ids);
    writing.xml.close().open("audio");
    writing.xml.open("format").open("samplecharacteristics");
    writing.xml.element("depth", "24");
    writing.element("samplerate", writing.list.sound_rate.value_or(SampleRate{}).hz);
    writing.xml.close().close();
    write_kind(writing, TrackKind::sound, ids);
    writing.xml.close().close();
}

} // namespace

std::int64_t Writing::frame_of(Rational record) {
    const Rational frame = (record - zero) * Rational{rate.num, rate.den};
    if (!frame.whole()) ++lost["xmeml.between-frames"];
    return frame.nearest();
}

Written write(const conform::Turnover& list) {
    const FrameRate rate = list.timecode.rate;
    Writing writing{.list = list, .rate = rate, .zero = seconds_at(list.start, rate)};
    Rational end = writing.zero;
    for (const ListTrack& track : list.tracks)
        for (const Event& event : track.events)
            end = std::max(end, event.record.end);
    count_losses(writing);
    writing.xml.open("xmeml").attribute("version", "4");
    writing.xml.open("sequence").attribute("id", "sequence-1");
    writing.xml.element("name", list.name);
    writing.element("duration", ((end - writing.zero) * Rational{rate.num, rate.den}).ceil());
    write_rate(writing, rate);
    write_timecode(writing, list.timecode, list.start, "");
    write_media(writing);
    write_markers(writing);
    return {writing.xml.finish(), sentences(writing)};
}

} // namespace dub::turnover::xmeml
