#include "engine/conform/stacking.h"

#include <algorithm>

namespace dub::conform {

bool follows(const std::vector<Event>& events, const Event& next) {
    if (events.empty()) return true;
    const Event& last = events.back();
    if (last.record.end <= next.record.start) return true;
    const Rational common = last.record.end - next.record.start;
    const bool crossing = last.fade_out.length == common && next.fade_in.length == common &&
                          last.record.start < next.record.start && last.record.end < next.record.end;
    return crossing && (events.size() < 2 || events[events.size() - 2].record.end <= next.record.start);
}

std::vector<std::vector<Event>> stacked(const std::vector<Event>& events) {
    std::vector<const Event*> ordered;
    for (const Event& event : events)
        ordered.push_back(&event);
    std::ranges::stable_sort(ordered, {}, [](const Event* event) { return event->record.start; });
    std::vector<std::vector<Event>> tracks(1);
    for (const Event* event : ordered) {
        auto free = std::ranges::find_if(tracks, [&](const auto& track) { return follows(track, *event); });
        if (free == tracks.end()) free = tracks.emplace(tracks.end());
        free->push_back(*event);
    }
    return tracks;
}

} // namespace dub::conform
