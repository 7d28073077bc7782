#pragma once
// A list as lines that a test can hold against each other: one an event, times in frames of the list from its
// first one, what is as usual left out.

#include <string>

#include <fmt/format.h>

#include "engine/conform/turnover.h"

namespace dub::test {

inline std::string frames_text(Rational seconds, FrameRate rate) {
    const Rational frames = seconds * Rational{rate.num, rate.den};
    return frames.whole() ? fmt::format("{}", frames.num())
                          : fmt::format("{}/{}", frames.num(), frames.den());
}

inline std::string curve_text(const conform::Curve& curve, FrameRate rate) {
    std::string text;
    for (const conform::CurvePoint& point : curve.points)
        text += fmt::format(" {}:{:.4g}", frames_text(point.at, rate), point.value);
    return text;
}

inline std::string fade_text(const char* side, const conform::EventFade& fade, FrameRate rate) {
    constexpr const char* shapes = "lpsx"; // linear, equal power, s, logarithmic
    return fade.length == Rational{} ? ""
                                     : fmt::format(" {} {}{}", side, frames_text(fade.length, rate),
                                                   shapes[static_cast<int>(fade.shape)]);
}

inline std::string event_text(const conform::Turnover& list, const conform::Event& event) {
    const FrameRate rate = list.timecode.rate;
    const Rational zero = seconds_at(list.start, rate);
    std::string text = fmt::format("  {}-{} {} {}", frames_text(event.record.start - zero, rate),
                                   frames_text(event.record.end - zero, rate), event.name,
                                   frames_text(event.played.start, rate));
    if (event.speed != Rational{1})
        text += fmt::format("-{} x{:.4g}", frames_text(event.played.end, rate), event.speed.value());
    if (event.kind == conform::EventKind::generated) text += " generated";
    if (event.origin == conform::SourceOrigin::timecode) text += " by timecode";
    if (!event.channels.empty()) text += fmt::format(" ch {}", fmt::join(event.channels, ","));
    if (event.gain != Db{}) text += fmt::format(" gain {:.4g}", event.gain.value);
    if (!event.gain_curve.points.empty()) text += " curve" + curve_text(event.gain_curve, rate);
    text += fade_text("in", event.fade_in, rate) + fade_text("out", event.fade_out, rate);
    if (event.muted) text += " muted";
    for (const std::string& effect : event.effects)
        text += " fx " + effect;
    return text + "\n";
}

// "A name 2ch\n  0-24 clip 0 ch 0,1\n"
inline std::string text_of(const conform::Turnover& list) {
    std::string text;
    for (const conform::ListTrack& track : list.tracks) {
        text += fmt::format("{} {}", track.kind == conform::TrackKind::sound ? 'A' : 'V', track.name);
        if (track.channels != 1) text += fmt::format(" {}ch", track.channels);
        if (!track.pan.points.empty()) text += " pan" + curve_text(track.pan, list.timecode.rate);
        text += track.muted ? " muted\n" : "\n";
        for (const conform::Event& event : track.events)
            text += event_text(list, event);
    }
    for (const conform::ListMarker& marker : list.markers)
        text += fmt::format(
            "M {} {} {}\n",
            frames_text(marker.at - seconds_at(list.start, list.timecode.rate), list.timecode.rate),
            marker.track, marker.name);
    for (const Diagnostic& one : list.diagnostics)
        text += one.code + "\n";
    return text;
}

} // namespace dub::test
