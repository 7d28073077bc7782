#include "engine/conform/event_clip.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/conform/curves.h"

namespace dub::conform {
namespace {

constexpr ValueRange gain_range{-144, 36};

session::FadeCurve curve_of(FadeShape shape) {
    switch (shape) {
    case FadeShape::linear: return session::FadeCurve::linear;
    case FadeShape::equal_power: return session::FadeCurve::equal_power;
    case FadeShape::s_curve: return session::FadeCurve::s_curve;
    case FadeShape::logarithmic: return session::FadeCurve::equal_power;
    }
    return session::FadeCurve::equal_power;
}

class ClipMaker {
  public:
    ClipMaker(const EventClip& from, const Timeline& timeline, const session::Session& session,
              Diagnostics& told)
        : from_(from)
        , event_(from.event)
        , timeline_(timeline)
        , session_(session)
        , told_(told) {}

    std::optional<session::Clip> run() {
        clip_.name = event_.name;
        clip_.media = from_.media.id;
        clip_.place = timeline_(event_.record);
        clip_.muted = event_.muted;
        if (clip_.place.empty()) {
            tell(Severity::warning, "place.no-length", "it is shorter than a sample; it was left out.");
            return std::nullopt;
        }
        set_source();
        set_fades(); // before trimming: an edge that is cut loses its fade
        if (!trim_to_media()) return std::nullopt;
        set_gain();
        set_channels();
        return std::move(clip_);
    }

  private:
    void tell(Severity severity, const char* code, std::string sentence) {
        told_.push_back({severity, code, where_of(from_.track, event_, timeline_), std::move(sentence)});
    }

    void set_source() {
        const TimeSpan played = played_of(from_.list, event_, *from_.media.file);
        const Rational speed = event_.speed == Rational{} ? Rational{1} : event_.speed;
        const Rational samples = played.start / speed * Rational(session_.info->rate.hz);
        clip_.source_start = SamplePos{samples.nearest()};
    }

    void set_fades() {
        const auto at = [&](Rational record) { return timeline_(record); };
        clip_.in = {at(event_.record.start + event_.fade_in.length) - clip_.place.start,
                    curve_of(event_.fade_in.shape)};
        clip_.out = {clip_.place.end - at(event_.record.end - event_.fade_out.length),
                     curve_of(event_.fade_out.shape)};
        for (session::Fade* fade : {&clip_.in, &clip_.out})
            if (fade->length.value <= 0) *fade = {};
        const SampleCount both = clip_.in.length + clip_.out.length;
        if (both > clip_.place.length()) {
            tell(Severity::note, "place.fades-overlap",
                 "its fades are longer than it is; they were shortened in proportion.");
            const double share =
                static_cast<double>(clip_.place.length().value) / static_cast<double>(both.value);
            clip_.in.length.value =
                static_cast<std::int64_t>(static_cast<double>(clip_.in.length.value) * share);
            clip_.out.length = std::min(clip_.out.length, clip_.place.length() - clip_.in.length);
        }
        for (const EventFade& fade : {event_.fade_in, event_.fade_out})
            if (fade.length > Rational{} && fade.shape == FadeShape::logarithmic) {
                tell(Severity::note, "place.fade-shape",
                     "its logarithmic fade became one of equal power, the nearest there is.");
                break;
            }
    }

    // A list may play past what was recorded: that part is silence, and no clip.
    bool trim_to_media() {
        if (from_.media.length.value <= 0) return true;
        const SampleCount before = SamplePos{} - clip_.source_start;
        const SampleCount past =
            clip_.source_start + clip_.place.length() - (SamplePos{} + from_.media.length);
        if (before.value <= 0 && past.value <= 0) return true;
        if (before >= clip_.place.length() || past >= clip_.place.length()) {
            tell(Severity::warning, "place.outside-media",
                 "it plays only what lies outside its recording; it was left out.");
            return false;
        }
        const double lost =
            seconds({std::max<std::int64_t>(before.value, 0) + std::max<std::int64_t>(past.value, 0)},
                    session_.info->rate);
        if (lost > 0.05)
            tell(Severity::warning, "place.beyond-media",
                 fmt::format("it asks for {:.2f} s that its recording does not have; that part is silent.",
                             lost));
        if (before.value > 0) {
            clip_.place.start += before;
            clip_.source_start += before;
            clip_.in.length = {};
        }
        if (past.value > 0) {
            clip_.place.end -= past;
            clip_.out.length = {};
        }
        const SampleCount length = clip_.place.length();
        clip_.in.length = std::min(clip_.in.length, length);
        clip_.out.length = std::min(clip_.out.length, length - clip_.in.length);
        return true;
    }

    void set_gain() {
        clip_.gain = event_.gain;
        if (std::isnan(clip_.gain.value)) clip_.gain = Db{0};
        if (clip_.gain.value > gain_range.max) {
            tell(
                Severity::warning, "place.gain",
                fmt::format("its gain of {:.1f} dB was limited to {} dB.", clip_.gain.value, gain_range.max));
            clip_.gain.value = gain_range.max;
        }
        if (event_.gain_curve.points.empty()) return;
        if (is_constant(event_.gain_curve)) {
            clip_.gain.value =
                std::min(clip_.gain.value + event_.gain_curve.points.front().value, gain_range.max);
            return;
        }
        clip_.gain_envelope = points_of(event_.gain_curve, gain_range,
                                        [&](Rational at) { return timeline_(event_.record.start + at); });
        // From the timeline onto the recording; a head that was cut moved both alike.
        const SampleCount to_media = clip_.source_start - clip_.place.start;
        for (session::LanePoint& point : clip_.gain_envelope)
            point.at += to_media;
    }

    void set_channels() {
        const int held = from_.media.file->channels;
        const auto wanted = static_cast<std::size_t>(from_.channels);
        std::vector<int> channels = event_.channels;
        for (int& channel : channels) // the second channel of a list, and a mono file for each channel
            if (held == 1 && channel > 0) channel = 0;
        if (channels.empty()) {
            if (from_.channels == 1 && held > 1) {
                const int own = std::clamp(from_.track.number - 1, 0, held - 1);
                tell(Severity::note, "place.channel",
                     fmt::format("the list does not say which of {} channels it plays; channel {} was taken.",
                                 held, own + 1));
                clip_.channels = {own};
            }
            return;
        }
        if (held > 0)
            for (int& channel : channels)
                if (channel >= held) channel = -1;
        channels.resize(wanted, -1);
        clip_.channels = std::move(channels);
    }

    const EventClip& from_;
    const Event& event_;
    const Timeline& timeline_;
    const session::Session& session_;
    Diagnostics& told_;
    session::Clip clip_;
};

} // namespace

std::optional<session::Clip> clip_of(const EventClip& from, const Timeline& timeline,
                                     const session::Session& session, Diagnostics& told) {
    return ClipMaker(from, timeline, session, told).run();
}

std::string where_of(const ListTrack& track, const Event& event, const Timeline& timeline) {
    return fmt::format("{} {} '{}'", track.name, timeline.label(event.record.start), event.name);
}

std::optional<session::Speed> speed_of(const Event& event) {
    const Rational speed = event.speed;
    if (speed <= Rational{} || speed * Rational(session::speed_limit) < Rational{1} ||
        speed > Rational(session::speed_limit))
        return std::nullopt;
    constexpr std::int64_t most = 1'000'000;
    if (speed.num() <= most && speed.den() <= most) return session::Speed{speed.num(), speed.den()};
    const Rational near((speed * Rational(most / session::speed_limit)).nearest(),
                        most / session::speed_limit);
    return session::Speed{near.num(), near.den()};
}

} // namespace dub::conform
