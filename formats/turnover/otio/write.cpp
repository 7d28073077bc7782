#include <algorithm>

#include <fmt/format.h>

#include "engine/conform/nesting.h"
#include "engine/conform/stacking.h"
#include "formats/turnover/otio/otio.h"
#include "formats/turnover/otio/writing.h"

namespace dub::turnover::otio {
namespace {

using conform::Event;
using conform::ListTrack;
using conform::TrackKind;

class TrackWriter {
  public:
    TrackWriter(const conform::Turnover& list, const ListTrack& track)
        : list_(list)
        , track_(track)
        , rate_(list.timecode.rate)
        , cut_(seconds_at(list.start, rate_)) {}

    Json children(const std::vector<Event>& row) {
        for (std::size_t i = 0; i < row.size(); ++i)
            add(row[i], i > 0 ? &row[i - 1] : nullptr, i + 1 < row.size() ? &row[i + 1] : nullptr);
        return std::move(children_);
    }

  private:
    // The cut of two that cross over: in the middle, on a frame.
    [[nodiscard]] Rational cut_between(const Event& left, const Event& right) const {
        const Rational middle = (left.record.end + right.record.start) / 2;
        const Rational on_frame = seconds_at(frame_at(middle, rate_), rate_);
        return std::max(on_frame, right.record.start);
    }

    void add(const Event& event, const Event* previous, const Event* next) {
        const bool crossed_in = previous && previous->record.end > event.record.start;
        const bool crossed_out = next && event.record.end > next->record.start;
        const Rational from = crossed_in ? cut_between(*previous, event) : event.record.start;
        const Rational to = crossed_out ? cut_between(event, *next) : event.record.end;
        // A fade of its own must not look like a crossing: an empty gap keeps it from its neighbour.
        const bool alone = previous && !crossed_in && (event.fade_in.length > none || after_transition_);
        if (from > cut_ || alone) gap(from - cut_);
        if (event.fade_in.length > none) {
            const Rational in = from - event.record.start;
            children_.push_back(transition_json(in, event.fade_in.length - in, event.fade_in.shape, rate_));
        }
        children_.push_back(
            clip_json(list_, track_, event, from - event.record.start, event.record.end - to));
        after_transition_ = event.fade_out.length > none && !crossed_out;
        if (after_transition_)
            children_.push_back(transition_json(event.fade_out.length, none, event.fade_out.shape, rate_));
        cut_ = to;
    }

    void gap(Rational length) {
        Json item = item_json("Gap.1", "");
        item["source_range"] = range_json(none, length, rate_);
        children_.push_back(std::move(item));
        after_transition_ = false;
    }

    const conform::Turnover& list_;
    const ListTrack& track_;
    FrameRate rate_;
    Rational cut_; // where the last item ends
    Json children_ = Json::array();
    bool after_transition_ = false;
};

Json marker_json(const conform::Turnover& list, const conform::ListMarker& marker) {
    const FrameRate rate = list.timecode.rate;
    Json out{{"OTIO_SCHEMA", "Marker.2"},
             {"name", marker.name},
             {"comment", marker.comment},
             {"color", marker.colour},
             {"metadata", Json::object()},
             {"marked_range", range_json(marker.at - seconds_at(list.start, rate), marker.length, rate)}};
    if (!marker.user.empty()) out["metadata"]["dubstage"]["user"] = marker.user;
    return out;
}

Json metadata_of(const ListTrack& track) {
    if (track.kind == TrackKind::picture) return Json::object();
    Json own = Json::object();
    own["channels"] = track.channels;
    for (const auto& [key, text] : {std::pair{"role", &track.role}, std::pair{"colour", &track.colour},
                                    std::pair{"department", &track.department}})
        if (!text->empty()) own[key] = *text;
    if (!track.volume.points.empty()) own["volume"] = curve_json(track.volume);
    if (!track.pan.points.empty()) own["pan"] = curve_json(track.pan);
    Json resolve{{"Locked", false}, {"SoloOn", track.soloed}};
    for (const auto& [channels, type] :
         {std::pair{1, "Mono"}, std::pair{2, "Stereo"}, std::pair{6, "5.1"}, std::pair{8, "7.1"}})
        if (channels == track.channels) resolve["Audio Type"] = type;
    return {{"dubstage", std::move(own)}, {"Resolve_OTIO", std::move(resolve)}};
}

bool said(const Event& event) { return !event.record.empty() && event.kind != conform::EventKind::black; }

// One track of the file for each row that needs no overlaps; markers lie on the first.
void add_track(const conform::Turnover& list, std::size_t index, Json& children, Diagnostics& diagnostics) {
    const ListTrack& track = list.tracks[index];
    std::vector<Event> events;
    std::ranges::copy_if(track.events, std::back_inserter(events), said);
    const auto rows = conform::stacked(events);
    if (rows.size() > 1)
        diagnostics.push_back(
            {Severity::warning, "otio.overlap", track.name,
             fmt::format("Clips of the track \"{}\" overlap without crossing over; they lie on {} "
                         "tracks.",
                         track.name, rows.size())});
    for (const auto& row : rows) {
        Json out = item_json("Track.1", track.name);
        out["kind"] = track.kind == TrackKind::sound ? "Audio" : "Video";
        out["enabled"] = !track.muted;
        out["metadata"] = metadata_of(track);
        out["children"] = TrackWriter(list, track).children(row);
        if (&row == &rows.front())
            for (const conform::ListMarker& marker : list.markers)
                if (marker.track == static_cast<int>(index))
                    out["markers"].push_back(marker_json(list, marker));
        children.push_back(std::move(out));
    }
}

} // namespace

Written write(const conform::Turnover& list) {
    Written written;
    const FrameRate rate = list.timecode.rate;
    Json own{{"rate", time_json(none, rate)}, {"producer", list.producer}};
    if (list.timecode.drop == DropFrame::yes) own["drop"] = true;
    if (list.sound_rate) own["sound_rate"] = list.sound_rate->hz;
    Json stack = item_json("Stack.1", "tracks");
    stack["children"] = Json::array();
    for (std::size_t i = 0; i < list.tracks.size(); ++i)
        add_track(list, i, stack["children"], written.diagnostics);
    for (const conform::ListMarker& marker : list.markers)
        if (marker.track < 0) stack["markers"].push_back(marker_json(list, marker));
    const bool volume = std::ranges::any_of(list.tracks, [](const ListTrack& track) {
        return !track.volume.points.empty() || !track.pan.points.empty();
    });
    if (volume)
        written.diagnostics.push_back(
            {Severity::note, "otio.automation", list.name,
             "Volume and panning of tracks are kept for this program only; OpenTimelineIO "
             "has no place for them."});
    const Json timeline{{"OTIO_SCHEMA", "Timeline.1"},
                        {"name", list.name},
                        {"metadata", {{"dubstage", std::move(own)}}},
                        {"global_start_time", time_json(seconds_at(list.start, rate), rate)},
                        {"tracks", std::move(stack)}};
    written.text = json::to_text(timeline) + "\n";
    return written;
}

} // namespace dub::turnover::otio
