#pragma once
// A turnover as lines a person can compare: kind, track, record, source, fades, name, recording.

#include <string>

#include <fmt/format.h>

#include "engine/conform/turnover.h"

namespace dub::test {

// At the turnover's own counting; a time between frames has its rest of a frame as a fraction behind.
inline std::string label(Rational seconds, const TimecodeFormat& format) {
    const FramePos frame = frame_at(seconds, format.rate);
    const Rational rest = seconds - seconds_at(frame, format.rate);
    const std::string text = to_timecode(frame, format);
    const Rational part = rest * Rational{format.rate.num, format.rate.den};
    return part == Rational{} ? text : fmt::format("{}+{}/{}", text, part.num(), part.den());
}

inline std::string label_of_source(const conform::Turnover& list, const conform::Event& event,
                                   Rational time) {
    const bool known = event.source >= 0 && event.origin == conform::SourceOrigin::timecode;
    return label(
        time, known ? list.sources.at(static_cast<std::size_t>(event.source)).timecode.value_or(list.timecode)
                    : list.timecode);
}

inline std::string row(const conform::Turnover& list, const conform::ListTrack& track,
                       const conform::Event& event) {
    constexpr std::array kinds{"clip", "black", "key", "generated", "outgoing"};
    std::string text = fmt::format(
        "{} {} {} {} {} {}", track.name, kinds.at(static_cast<std::size_t>(event.kind)),
        label(event.record.start, list.timecode), label(event.record.end, list.timecode),
        label_of_source(list, event, event.played.start), label_of_source(list, event, event.played.end));
    const Rational rate{list.timecode.rate.num, list.timecode.rate.den};
    const auto frames = [&](Rational seconds) { return (seconds * rate).nearest(); };
    if (event.fade_in.length != Rational{}) text += fmt::format(" in={}", frames(event.fade_in.length));
    if (event.fade_out.length != Rational{}) text += fmt::format(" out={}", frames(event.fade_out.length));
    if (event.speed != Rational{1}) text += fmt::format(" speed={}/{}", event.speed.num(), event.speed.den());
    if (event.gain != Db{}) text += fmt::format(" gain={:.2f}", event.gain.value);
    for (const int channel : event.channels)
        text += fmt::format(" ch{}", channel + 1);
    text += fmt::format(" '{}'", event.name);
    if (event.source >= 0 && !list.sources.at(static_cast<std::size_t>(event.source)).tape.empty())
        text += fmt::format(" on '{}'", list.sources.at(static_cast<std::size_t>(event.source)).tape);
    return text;
}

inline std::string table(const conform::Turnover& list) {
    std::string text;
    for (const auto& track : list.tracks)
        for (const auto& event : track.events)
            text += row(list, track, event) + '\n';
    return text;
}

inline std::string codes(const conform::Turnover& list) {
    std::string text;
    for (const Diagnostic& one : list.diagnostics)
        text += one.code + (one.where.empty() ? "" : "@" + one.where) + ' ';
    return text;
}

} // namespace dub::test
