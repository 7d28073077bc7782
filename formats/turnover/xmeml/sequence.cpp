#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "engine/conform/nesting.h"
#include "formats/turnover/xmeml/reading.h"

namespace dub::turnover::xmeml {
namespace {

constexpr std::size_t depth_max = 16;

struct Shown { // to lay an inner sequence out once, though each channel of it is a clip
    std::string id;
    conform::TimeSpan record;
    conform::TrackKind kind;
    friend bool operator==(const Shown&, const Shown&) = default;
};

class Nest {
  public:
    explicit Nest(Reading& reading)
        : reading_(reading) {}

    // `outer` without clips that show sequences, and the tracks that what they show needs besides.
    std::vector<LaidTrack> laid_out(LaidTrack outer) {
        std::vector<LaidTrack> tracks;
        std::vector<Laid> shows;
        std::erase_if(outer.clips, [&](Laid& laid) {
            if (laid.inner) shows.push_back(std::move(laid));
            return static_cast<bool>(laid.inner);
        });
        tracks.push_back(std::move(outer));
        for (const Laid& show : shows)
            lay(show, tracks);
        for (LaidTrack& track : tracks)
            std::ranges::stable_sort(track.clips, {}, [](const Laid& l) { return l.event.record.start; });
        return tracks;
    }

  private:
    xml::Node defined(xml::Node sequence, std::string& id) const {
        id = sequence.attribute("id").value_or("");
        if (sequence.child("media")) return sequence;
        const auto known = reading_.sequences.find(id);
        return known == reading_.sequences.end() ? xml::Node{} : known->second;
    }

    void lay(const Laid& show, std::vector<LaidTrack>& tracks) {
        std::string id;
        const xml::Node sequence = defined(show.inner, id);
        const conform::TrackKind kind = tracks.front().track.kind;
        const Shown shown{id, show.event.record, kind};
        if (!id.empty() && std::ranges::find(shown_, shown) != shown_.end()) return;
        shown_.push_back(shown);
        if (!sequence || reading_.open_sequences.size() >= depth_max ||
            (!id.empty() &&
             std::ranges::find(reading_.open_sequences, id) != reading_.open_sequences.end())) {
            reading_.say(
                Severity::warning, "xmeml.inner-sequence", show.event.where,
                fmt::format("The sequence inside \"{}\" {}; the clip is kept as an empty one. Send that "
                            "sequence on its own.",
                            show.event.name,
                            sequence ? "contains itself or nests too deep" : "is not in the file"));
            Laid empty = show;
            empty.inner = {};
            empty.event.kind = conform::EventKind::generated;
            tracks.front().clips.push_back(std::move(empty));
            return;
        }
        reading_.open_sequences.push_back(id);
        reading_.clips_left -= 20;
        const auto inner = read_sequence(reading_, sequence);
        reading_.open_sequences.pop_back();
        std::size_t at = 0;
        for (const LaidTrack& track : inner)
            if (track.track.kind == kind && !track.clips.empty())
                lay_track(show, track, room_in(tracks, at++, track, show.event));
    }

    // The outer track takes the first inner one when it has as many channels; further ones lie beside it.
    static LaidTrack& room_in(std::vector<LaidTrack>& tracks, std::size_t at, const LaidTrack& inner,
                              const conform::Event& show) {
        for (std::size_t i = at; i < tracks.size(); ++i)
            if (tracks[i].track.channels == inner.track.channels && free_at(tracks[i], show))
                return tracks[i];
        LaidTrack beside;
        beside.track = tracks.front().track;
        beside.track.name = fmt::format("{} {}", tracks.front().track.name, inner.track.name);
        beside.track.channels = inner.track.channels;
        beside.track.volume = beside.track.pan = {};
        tracks.push_back(std::move(beside));
        return tracks.back();
    }

    static bool free_at(const LaidTrack& track, const conform::Event& show) {
        return std::ranges::none_of(track.clips, [&](const Laid& other) {
            return other.event.record.start < show.record.end && show.record.start < other.event.record.end;
        });
    }

    void lay_track(const Laid& show, const LaidTrack& inner, LaidTrack& to) {
        const conform::Window window{show.event.record, show.event.played.start, show.event.speed};
        for (const Laid& one : inner.clips) {
            auto seen = conform::seen_through(one.event, window);
            if (!seen) continue;
            seen->muted |= show.event.muted || inner.track.muted;
            seen->gain = seen->gain + show.event.gain;
            if (seen->gain_curve.points.empty())
                seen->gain_curve = conform::cut_to(
                    show.event.gain_curve, window.record.start - seen->record.start, seen->record.length());
            if (seen->record.start == window.record.start)
                seen->fade_in = longer(seen->fade_in, show.event.fade_in);
            if (seen->record.end == window.record.end)
                seen->fade_out = longer(seen->fade_out, show.event.fade_out);
            seen->note = show.event.name;
            seen->where = fmt::format("{}, {}", show.event.where, one.event.where);
            Laid laid;
            laid.event = std::move(*seen);
            to.clips.push_back(std::move(laid));
        }
    }

    static conform::EventFade longer(const conform::EventFade& a, const conform::EventFade& b) {
        return a.length < b.length ? b : a;
    }

    Reading& reading_;
    std::vector<Shown> shown_;
};

} // namespace

std::vector<conform::ListMarker> markers_of(xml::Node parent, FrameRate rate) {
    std::vector<conform::ListMarker> markers;
    for (const xml::Node one : parent.children("marker")) {
        const auto in = number_in(one, "in");
        if (!in || *in < Rational{}) continue;
        conform::ListMarker marker;
        marker.at = seconds(*in, rate);
        if (const auto out = number_in(one, "out"); out && *out > *in)
            marker.length = seconds(*out - *in, rate);
        marker.name = one.text_of("name");
        marker.comment = one.text_of("comment");
        markers.push_back(std::move(marker));
    }
    return markers;
}

std::vector<LaidTrack> read_sequence(Reading& reading, xml::Node sequence) {
    if (reading.clips_left <= 0) return {};
    const FrameRate rate = rate_of(sequence, reading.list.timecode.rate);
    Nest nest(reading);
    std::vector<LaidTrack> all;
    for (const auto& [element, kind, letter] : {std::tuple{"video", conform::TrackKind::picture, 'V'},
                                                std::tuple{"audio", conform::TrackKind::sound, 'A'}}) {
        std::vector<LaidTrack> tracks;
        for (const xml::Node track : sequence.child("media").child(element).children("track")) {
            conform::ListTrack begun;
            begun.kind = kind;
            begun.number = static_cast<int>(tracks.size()) + 1;
            begun.name = fmt::format("{}{}", letter, begun.number);
            tracks.push_back(read_track(reading, track, std::move(begun), rate));
        }
        for (LaidTrack& track :
             kind == conform::TrackKind::sound ? joined(std::move(tracks)) : std::move(tracks))
            for (LaidTrack& out : nest.laid_out(std::move(track)))
                all.push_back(std::move(out));
    }
    return all;
}

} // namespace dub::turnover::xmeml
