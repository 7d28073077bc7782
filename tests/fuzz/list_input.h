#pragma once
// One input through a reader of lists: an error, or a list whose parts fit each other.

#include <cstdio>
#include <cstdlib>
#include <source_location>

#include "engine/conform/turnover.h"
#include "engine/core/result.h"

namespace dub::test {

inline void expect(bool fits, std::source_location where = std::source_location::current()) {
    if (fits) return;
    std::fprintf(stderr, "%s:%u: the parts of a list do not fit\n", where.file_name(), where.line());
    std::abort();
}

inline void check_event(const conform::Turnover& list, const conform::Event& event) {
    expect(event.source >= -1 && event.source < static_cast<int>(list.sources.size()));
    expect(event.record.start <= event.record.end);
    expect(event.played.start <= event.played.end);
    expect(event.fade_in.length >= Rational{} && event.fade_out.length >= Rational{});
    expect(event.fade_in.length <= event.record.length());
    expect(event.fade_out.length <= event.record.length() || event.kind == conform::EventKind::outgoing);
    expect(event.channels.size() <= 128);
    for (std::size_t i = 1; i < event.gain_curve.points.size(); ++i)
        expect(event.gain_curve.points[i - 1].at <= event.gain_curve.points[i].at);
}

inline bool try_list(const Result<conform::Turnover>& list) {
    if (!list) return false;
    expect(list->timecode.rate.num > 0 && list->timecode.rate.den > 0);
    for (const conform::ListTrack& track : list->tracks) {
        expect(track.channels >= 1 && track.channels <= 128);
        for (const conform::Event& event : track.events)
            check_event(*list, event);
    }
    for (const conform::ListMarker& marker : list->markers)
        expect(marker.track >= -1 && marker.track < static_cast<int>(list->tracks.size()));
    return true;
}

} // namespace dub::test
