#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/conform/settle.h"

namespace dub::conform {
namespace {

TimeSpan extent_of(const Turnover& list) {
    std::optional<TimeSpan> extent;
    for (const ListTrack& track : list.tracks)
        for (const Event& event : track.events) {
            if (event.record.empty()) continue;
            if (!extent) extent = event.record;
            extent->start = std::min(extent->start, event.record.start);
            extent->end = std::max(extent->end, event.record.end);
        }
    return extent.value_or(TimeSpan{});
}

bool meet(const TimeSpan& a, const TimeSpan& b) { return a.start < b.end && b.start < a.end; }

std::string_view how_sure(RateIs is) {
    return is == RateIs::told ? "told" : is == RateIs::guessed ? "guessed" : "not known";
}

// The list whose counting holds for all: one that is told, else one that is guessed.
Result<const Turnover*> counting_of(const std::vector<Part>& parts) {
    const Turnover* surest = &parts.front().list;
    for (const Part& part : parts)
        if (part.list.rate < surest->rate) surest = &part.list;
    for (const Part& part : parts)
        if (!(part.list.timecode.rate == surest->timecode.rate) && part.list.rate != RateIs::unknown)
            return fail(
                ErrorCode::unfit,
                fmt::format("'{}' counts {} fps ({}), '{}' {} fps ({}); lists on one timeline need one "
                            "rate. Name the rate (--fps) or leave one out.",
                            surest->name, name_of(surest->timecode), how_sure(surest->rate), part.list.name,
                            name_of(part.list.timecode), how_sure(part.list.rate)));
    for (const Part& part : parts)
        if (!(part.list.timecode.rate == surest->timecode.rate))
            return fail(
                ErrorCode::unfit,
                fmt::format("The frame rate of '{}' could not be told, that of '{}' is {} fps. Name the "
                            "rate (--fps) so that both are read with it.",
                            part.list.name, surest->name, name_of(surest->timecode)));
    return surest;
}

class Joiner {
  public:
    explicit Joiner(const Turnover& counting) {
        joined_.format = counting.format;
        joined_.timecode = counting.timecode;
        joined_.rate = counting.rate;
        joined_.sound_rate = counting.sound_rate;
    }

    void add(Part part) {
        if (part.list.timecode.drop != joined_.timecode.drop)
            joined_.diagnostics.push_back(
                {Severity::note, "conform.drop-differs", part.list.name,
                 fmt::format("'{}' is {}; its times are the same, its labels are shown as {}.",
                             part.list.name, name_of(part.list.timecode), name_of(joined_.timecode))});
        if (joined_.format != part.list.format) joined_.format = "mixed";
        if (joined_.name.empty()) joined_.name = part.list.name;
        joined_.start = count_++ == 0 ? part.list.start : std::min(joined_.start, part.list.start);
        const std::vector<int> sources = add_sources(part.list.sources);
        const std::vector<int> tracks = add_tracks(part, sources);
        for (ListMarker& marker : part.list.markers) {
            if (marker.track >= 0) marker.track = tracks.at(static_cast<std::size_t>(marker.track));
            if (!holds(marker)) joined_.markers.push_back(std::move(marker));
        }
        append(joined_.diagnostics, std::move(part.list.diagnostics));
    }

    Turnover taken() {
        for (std::size_t i = 0; i < joined_.tracks.size(); ++i)
            if (fresh_order_.at(i))
                std::ranges::stable_sort(joined_.tracks[i].events, {},
                                         [](const Event& event) { return event.record.start; });
        std::ranges::stable_sort(joined_.markers, {}, &ListMarker::at);
        return std::move(joined_);
    }

  private:
    // Lists of one cut name the same recordings again; those that are alike are one.
    std::vector<int> add_sources(std::vector<Source>& sources) {
        std::vector<int> places;
        for (Source& source : sources) {
            auto& alike = by_name_[{source.name, source.tape}];
            const auto found = std::ranges::find_if(alike, [&](int at) {
                return !source.essence && joined_.sources[static_cast<std::size_t>(at)] == source;
            });
            if (found != alike.end()) {
                places.push_back(*found);
                continue;
            }
            places.push_back(static_cast<int>(joined_.sources.size()));
            alike.push_back(places.back());
            joined_.sources.push_back(std::move(source));
        }
        return places;
    }

    std::vector<int> add_tracks(Part& part, const std::vector<int>& sources) {
        auto& group = groups_[part.department];
        const TimeSpan extent = extent_of(part.list);
        const bool reel =
            std::ranges::none_of(group.extents, [&](const TimeSpan& one) { return meet(one, extent); });
        const int above = reel ? 0 : group.highest; // numbers of a split list count on
        group.extents.push_back(extent);
        std::vector<int> places;
        for (ListTrack& track : part.list.tracks) {
            for (Event& event : track.events) {
                if (event.source >= 0) event.source = sources.at(static_cast<std::size_t>(event.source));
                if (!event.link.empty()) event.link = fmt::format("{}/{}", count_, event.link);
            }
            if (track.kind == TrackKind::sound && above > 0) count_on(track, above);
            track.department = part.department;
            if (track.kind == TrackKind::sound) group.highest = std::max(group.highest, track.number);
            places.push_back(add_track(std::move(track), part.department, reel));
        }
        return places;
    }

    // "A2" of the second list is "A6"; a name that says more stays.
    static void count_on(ListTrack& track, int above) {
        const bool plain = track.name == fmt::format("A{}", track.number);
        track.number += above;
        if (plain) track.name = fmt::format("A{}", track.number);
    }

    int add_track(ListTrack track, const std::string& department, bool reel) {
        for (std::size_t i = 0; i < joined_.tracks.size(); ++i) {
            ListTrack& there = joined_.tracks[i];
            if (there.department != department || there.kind != track.kind || there.number != track.number ||
                there.channels != track.channels)
                continue;
            if (track.kind == TrackKind::picture && same_cut(there, track)) return static_cast<int>(i);
            if (!reel || there.name != track.name) continue;
            for (Event& event : track.events)
                there.events.push_back(std::move(event));
            for (CurvePoint& point : track.volume.points)
                there.volume.points.push_back(point);
            for (CurvePoint& point : track.pan.points)
                there.pan.points.push_back(point);
            fresh_order_.at(i) = true;
            return static_cast<int>(i);
        }
        joined_.tracks.push_back(std::move(track));
        fresh_order_.push_back(false);
        return static_cast<int>(joined_.tracks.size() - 1);
    }

    static bool same_cut(const ListTrack& a, const ListTrack& b) {
        return std::ranges::equal(a.events, b.events, [](const Event& x, const Event& y) {
            return x.record == y.record && x.played == y.played && x.source == y.source && x.kind == y.kind;
        });
    }

    [[nodiscard]] bool holds(const ListMarker& marker) const {
        return std::ranges::find(joined_.markers, marker) != joined_.markers.end();
    }

    struct Group {
        std::vector<TimeSpan> extents;
        int highest = 0;
    };
    Turnover joined_;
    std::map<std::string, Group> groups_;
    std::map<std::pair<std::string, std::string>, std::vector<int>> by_name_;
    std::vector<bool> fresh_order_; // by track: events were added, and need sorting
    int count_ = 0;
};

} // namespace

Result<Turnover> join(std::vector<Part> parts) {
    if (parts.empty()) return fail(ErrorCode::usage, "There is no list to join; name at least one.");
    if (parts.size() == 1) {
        for (ListTrack& track : parts.front().list.tracks)
            track.department = parts.front().department;
        return std::move(parts.front().list);
    }
    TRY(const Turnover* const counting, counting_of(parts));
    Joiner joiner(*counting);
    for (Part& part : parts)
        joiner.add(std::move(part));
    return joiner.taken();
}

} // namespace dub::conform
