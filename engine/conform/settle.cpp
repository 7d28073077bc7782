#include "engine/conform/settle.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "engine/conform/nesting.h"

namespace dub::conform {
namespace {

constexpr Rational no_time{};

// An event that goes on for `length` under the one that begins at its end.
void go_on(Event& event, Rational length, FadeShape shape) {
    event.record.end += length;
    if (event.speed >= no_time)
        event.played.end += length * event.speed;
    else
        event.played.start += length * event.speed;
    event.fade_out = {length, shape};
}

bool cross_fades(const Event& earlier, const Event& later) {
    const Rational overlap = earlier.record.end - later.record.start;
    return earlier.record.start <= later.record.start && earlier.record.end <= later.record.end &&
           earlier.fade_out.length > no_time && later.fade_in.length > no_time &&
           overlap <= std::max(earlier.fade_out.length, later.fade_in.length);
}

// The events of one track, free of overlaps but cross-fades: starts and ends are in the same order.
class Flat {
  public:
    // In record order; what comes later covers what lies there.
    void lay(Event event) {
        auto at = placed_.upper_bound(event.record.start);
        while (at != placed_.begin() && std::prev(at)->second.record.end > event.record.start)
            --at;
        while (at != placed_.end() && at->second.record.start < event.record.end) {
            if (at->second.record.end <= event.record.start || cross_fades(at->second, event)) {
                ++at;
                continue;
            }
            const Event under = std::move(at->second);
            at = placed_.erase(at);
            if (covered_.empty()) covered_ = under.where;
            ++covers_;
            if (under.record.start < event.record.start)
                placed_.emplace(under.record.start, cut_to(under, {under.record.start, event.record.start}));
            if (under.record.end > event.record.end)
                at = placed_.emplace(event.record.end, cut_to(under, {event.record.end, under.record.end}));
        }
        placed_.emplace(event.record.start, std::move(event));
    }
    [[nodiscard]] std::vector<Event> taken() {
        std::vector<Event> events;
        events.reserve(placed_.size());
        for (auto& [start, event] : placed_)
            events.push_back(std::move(event));
        return events;
    }
    [[nodiscard]] std::size_t covers() const { return covers_; }
    [[nodiscard]] const std::string& covered() const { return covered_; }

  private:
    std::multimap<Rational, Event> placed_;
    std::size_t covers_ = 0;
    std::string covered_; // the first
};

// The event before place `at` of the list that ends where it begins and plays the same recording on.
Event* goes_on_into(std::vector<Event>& events, std::size_t at, bool any_recording) {
    const Event& half = events[at];
    for (std::size_t i = at; i-- > 0;) {
        Event& before = events[i];
        if (before.kind == EventKind::outgoing || before.record.empty()) continue;
        if (before.record.end == half.record.start && before.kind != EventKind::key &&
            (any_recording || (before.source == half.source && before.source >= 0 &&
                               (half.speed < no_time ? before.played.start == half.played.end
                                                     : before.played.end == half.played.start))))
            return &before;
        if (before.record.end < half.record.start) return nullptr;
    }
    return nullptr;
}

// Premiere writes the same half for each of the tracks that it cannot name.
bool is_said_before(const std::vector<Event>& events, std::size_t at) {
    const Event& half = events[at];
    for (std::size_t i = at; i-- > 0 && events[i].record.start == half.record.start;)
        if (events[i].kind == EventKind::outgoing && events[i].source == half.source &&
            events[i].played == half.played)
            return true;
    return false;
}

// Events overlap after this where they cross-fade.
void settle_halves(std::vector<Event>& events) {
    for (std::size_t i = 0; i < events.size(); ++i) {
        Event& event = events[i];
        if (event.kind == EventKind::outgoing) {
            const Rational length = event.fade_out.length;
            if (is_said_before(events, i)) continue;
            if (Event* const before = goes_on_into(events, i, false)) {
                go_on(*before, length, event.fade_out.shape); // the half itself falls away
            } else if (event.source >= 0) {
                event.kind = EventKind::clip;
                go_on(event, length, event.fade_out.shape);
            }
        } else if (std::exchange(event.dissolves, false)) {
            if (Event* const before = goes_on_into(events, i, true); before && before->source >= 0)
                go_on(*before, event.fade_in.length, event.fade_in.shape);
        }
    }
}

void settle(ListTrack& track, Diagnostics& diagnostics) {
    std::ranges::stable_sort(track.events, {}, [](const Event& event) { return event.record.start; });
    settle_halves(track.events);
    Flat flat;
    std::vector<Event> keys;
    for (Event& event : track.events) {
        const bool silent = event.kind == EventKind::black && track.kind == TrackKind::sound;
        if (event.record.empty() || silent || event.kind == EventKind::outgoing) continue;
        if (event.kind == EventKind::key)
            keys.push_back(std::move(event));
        else
            flat.lay(std::move(event));
    }
    track.events = flat.taken();
    for (Event& key : keys)
        track.events.push_back(std::move(key));
    std::ranges::stable_sort(track.events, {}, [](const Event& event) { return event.record.start; });
    if (flat.covers() > 0)
        diagnostics.push_back({Severity::note, "conform.covered",
                               fmt::format("{} {}", track.name, flat.covered()),
                               fmt::format("{} event{} covered by one that begins later; the later is heard "
                                           "where they meet.",
                                           flat.covers(), flat.covers() == 1 ? " is" : "s are")});
}

} // namespace

Turnover heard(Turnover turnover) {
    for (ListTrack& track : turnover.tracks)
        settle(track, turnover.diagnostics);
    return turnover;
}

} // namespace dub::conform
