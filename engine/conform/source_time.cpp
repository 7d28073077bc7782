#include "engine/conform/source_time.h"

namespace dub::conform {

Rational same_label(Rational seconds, const TimecodeFormat& from, const TimecodeFormat& to) {
    if (from == to) return seconds;
    const FramePos frame = frame_at(seconds, from.rate);
    const Rational rest = seconds - seconds_at(frame, from.rate);
    const std::string label = to_timecode(frame, from); // "hh:mm:ss:ff"
    const auto last = label.find_last_of(":;");
    auto second = parse_timecode(label.substr(0, last) + ":00", to);
    if (!second) { // the first labels of a minute are dropped: counted from one that exists
        second = parse_timecode(label.substr(0, last) + ":04", to);
        if (!second) return seconds;
        *second -= FrameCount{4};
    }
    const Rational frames(std::stoll(label.substr(last + 1)), from.nominal);
    const Rational length = seconds_of(FrameCount{to.nominal}, to.rate);
    return seconds_at(*second, to.rate) + frames * length + rest;
}

const TimecodeFormat& clock_of(const Turnover& list, const Event& event) {
    if (event.source >= 0) {
        const Source& source = list.sources[static_cast<std::size_t>(event.source)];
        if (source.timecode) return *source.timecode;
    }
    return list.timecode;
}

Rational begin_of(const Turnover& list, const Event& event, const FoundFile& file) {
    if (event.origin == SourceOrigin::media || event.source < 0) return {};
    const Source& source = list.sources[static_cast<std::size_t>(event.source)];
    const TimecodeFormat& clock = clock_of(list, event);
    // A stamp of zero is what recorders without a clock write.
    if (file.begins && (*file.begins != Rational{} || !source.start))
        return same_label(*file.begins, file.timecode.value_or(clock), clock);
    return source.start ? seconds_at(*source.start, clock.rate) : Rational{};
}

TimeSpan played_of(const Turnover& list, const Event& event, const FoundFile& file) {
    const Rational begin = begin_of(list, event, file) + file.skipped;
    return {event.played.start - begin, event.played.end - begin};
}

bool is_heard(const ListTrack& track, const Event& event) {
    return track.kind == TrackKind::sound && event.kind == EventKind::clip && event.source >= 0;
}

} // namespace dub::conform
