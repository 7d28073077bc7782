#include <algorithm>

#include <fmt/format.h>

#include "engine/conform/nesting.h"
#include "formats/turnover/otio/reading.h"

namespace dub::turnover::otio {
namespace {

constexpr Rational no_time{};

bool composition(const std::string& schema) { return schema == "Stack" || schema == "Track"; }

// What an item shows of its own time: its source range, or all there is.
std::optional<conform::TimeSpan> shown_of(const Json& item);

std::optional<conform::TimeSpan> whole_of(const Json& item) {
    const std::string schema = schema_of(item);
    if (schema == "Clip") return span_of(at(media_of(item), "available_range"));
    if (!composition(schema)) return std::nullopt;
    Rational length;
    for (const Json& child : at(item, "children")) {
        const auto part = shown_of(child);
        if (!part) continue;
        length = schema == "Stack" ? std::max(length, part->length()) : length + part->length();
    }
    return conform::TimeSpan{no_time, length};
}

std::optional<conform::TimeSpan> shown_of(const Json& item) {
    if (schema_of(item) == "Transition") return std::nullopt; // takes no time
    if (const auto range = span_of(at(item, "source_range"))) return range;
    return whole_of(item);
}

Rational size_of(Rational speed) { return speed < no_time ? -speed : speed; }

struct Transition {
    Rational in, out; // seconds before and after the cut
    conform::FadeShape shape = conform::FadeShape::linear;
};

std::optional<Transition> transition_of(const Json* item) {
    if (!item || schema_of(*item) != "Transition") return std::nullopt;
    return Transition{std::max(seconds_of(at(*item, "in_offset")).value_or(no_time), no_time),
                      std::max(seconds_of(at(*item, "out_offset")).value_or(no_time), no_time),
                      shape_of(*item)};
}

// An item's place in its track, with what its transitions add to it.
struct Place {
    conform::TimeSpan record;
    Rational before, after; // how far `record` reaches over the cuts
    conform::EventFade fade_in, fade_out;
};

class TrackReader {
  public:
    TrackReader(Reading& reading, std::vector<Layer>& layers)
        : reading_(reading)
        , layers_(layers) {}

    void read(const Json& track) {
        const Json& children = at(track, "children");
        Rational cut;
        for (std::size_t i = 0; children.is_array() && i < children.size(); ++i) {
            const Json& item = children[i];
            const std::string schema = schema_of(item);
            if (schema == "Transition") continue;
            const auto shown = shown_of(item);
            if (schema != "Gap" && schema != "Clip" && !composition(schema))
                unknown(schema, shown.has_value());
            if (!shown) {
                if (schema == "Clip") no_length(item);
                continue;
            }
            Rational length = shown->length();
            const Rational speed = speed_of(item);
            if (by_premiere(item) && speed != no_time) length = length / size_of(speed);
            const conform::TimeSpan record{cut, cut + length};
            cut = record.end;
            if (length <= no_time || schema == "Gap") continue;
            const Place place =
                placed(record, i > 0 ? &children[i - 1] : nullptr, i > 1,
                       i + 1 < children.size() ? &children[i + 1] : nullptr, i + 2 < children.size());
            if (schema == "Clip")
                read_clip(item, *shown, speed, place);
            else if (composition(schema))
                nest(item, *shown, speed, place);
        }
    }

  private:
    static Place placed(const conform::TimeSpan& record, const Json* previous, bool more_before,
                        const Json* next, bool more_after) {
        Place place{record, no_time, no_time, {}, {}};
        if (const auto t = transition_of(previous)) {
            place.before = more_before ? t->in : no_time; // nothing can come before the first frame
            place.fade_in = {std::min(place.before + t->out, record.length() + place.before), t->shape};
        }
        if (const auto t = transition_of(next)) {
            place.after = more_after ? t->out : no_time;
            place.fade_out = {std::min(place.after + t->in, record.length() + place.after), t->shape};
        }
        place.record = {record.start - place.before, record.end + place.after};
        return place;
    }

    void unknown(const std::string& schema, bool has_length) {
        if (!reading_.unknown.insert(schema).second) return;
        reading_.say(Severity::warning, "otio.unknown", layers_.front().track.name,
                     fmt::format("Items of the kind \"{}\" are not known; they are passed over{}.", schema,
                                 has_length ? ", their time is left empty" : ""));
    }

    void no_length(const Json& clip) {
        reading_.say(
            Severity::warning, "otio.no-length", layers_.front().track.name,
            fmt::format("The clip \"{}\" says neither its range nor its recording's; it is left out and "
                        "what follows may lie too early.",
                        text_at(clip, "name")));
    }

    void read_clip(const Json& clip, const conform::TimeSpan& shown, Rational speed, const Place& place) {
        conform::ListTrack& track = layers_.front().track;
        conform::Event event;
        event.name = text_at(clip, "name");
        event.where = fmt::format("{} event {}", track.name, track.events.size() + 1);
        event.record = place.record;
        event.speed = speed;
        event.fade_in = place.fade_in;
        event.fade_out = place.fade_out;
        event.muted = at(clip, "enabled") == false;
        const Rational fast = size_of(speed);
        const Rational length = place.record.length() - place.before - place.after;
        event.played = {shown.start, shown.start + length * fast};
        const Rational head = place.before * fast, tail = place.after * fast;
        event.played.start -= speed < no_time ? tail : head;
        event.played.end += speed < no_time ? head : tail;
        const Json& media = media_of(clip);
        if (schema_of(media) == "GeneratorReference")
            event.kind = conform::EventKind::generated;
        else
            event.source = source_of(reading_, clip);
        const Json& own = at(at(clip, "metadata"), "dubstage");
        if (at(own, "origin") == "timecode")
            event.origin = conform::SourceOrigin::timecode;
        else
            from_first_sample(media, event);
        if (at(own, "kind") == "key") event.kind = conform::EventKind::key;
        if (track.kind == conform::TrackKind::sound) {
            read_clip_facts(reading_, clip, event);
            // The FCP7 adapter keeps one of the tracks a stereo track is exploded into.
            const bool exploded = at(at(clip, "metadata"), "fcp_xml").is_object();
            if (exploded && event.channels.size() == 1 && track.channels > 1) event.channels.clear();
        } else
            facts_of_picture(clip, event);
        keep_markers(clip, shown, event);
        track.events.push_back(std::move(event));
    }

    // Ranges count in the recording's own time, which mostly begins at its timecode.
    static void from_first_sample(const Json& media, conform::Event& event) {
        const auto available = span_of(at(media, "available_range"));
        if (!available || available->start == no_time) return;
        const bool beside = event.played.end <= available->start || event.played.start >= available->end;
        if (beside) {
            event.origin = conform::SourceOrigin::timecode;
            return;
        }
        event.played.start -= available->start;
        event.played.end -= available->start;
    }

    void facts_of_picture(const Json& clip, conform::Event& event) {
        conform::Event facts;
        read_clip_facts(reading_, clip, facts);
        event.link = facts.link, event.role = facts.role, event.tape = facts.tape, event.note = facts.note;
    }

    void keep_markers(const Json& clip, const conform::TimeSpan& shown, const conform::Event& event) {
        const Rational fast = std::max(size_of(event.speed), Rational{1, 1'000'000});
        for (conform::ListMarker marker : markers_of(clip)) {
            marker.at = event.record.start + (marker.at - shown.start) / fast;
            if (marker.at >= event.record.start && marker.at < event.record.end)
                layers_.front().markers.push_back(std::move(marker));
        }
    }

    void nest(const Json& item, const conform::TimeSpan& shown, Rational speed, const Place& place) {
        if (speed < no_time) {
            reading_.say(
                Severity::warning, "otio.reversed-stack", layers_.front().track.name,
                fmt::format("\"{}\" plays a stack backwards; it is laid out forwards. Render it first.",
                            text_at(item, "name")));
            speed = -speed;
        }
        const conform::TrackKind kind = layers_.front().track.kind;
        const conform::Window window{place.record, shown.start - place.before * speed, speed};
        std::size_t at_layer = 0;
        for (Layer& inner : children_of(item, kind)) {
            if (inner.track.kind != kind) continue;
            if (at_layer == layers_.size()) {
                Layer beside;
                beside.track = layers_.front().track;
                beside.track.events.clear();
                beside.track.volume = beside.track.pan = {};
                beside.track.name = fmt::format("{} {}", beside.track.name, inner.track.name);
                layers_.push_back(std::move(beside));
            }
            Layer& to = layers_[at_layer++];
            to.track.channels = std::max(to.track.channels, inner.track.channels);
            lay(item, inner.track, window, place, to.track);
        }
    }

    // The layers inside a stack; a track inside a track is one of its own.
    std::vector<Layer> children_of(const Json& item, conform::TrackKind kind) {
        if (schema_of(item) == "Track") {
            std::vector<Layer> layers(1);
            layers.front().track.kind = kind;
            layers.front().track.name = text_at(item, "name");
            TrackReader(reading_, layers).read(item);
            return layers;
        }
        std::vector<Layer> layers;
        for (const Json& child : at(item, "children"))
            for (Layer& layer : layers_of(reading_, child, kind))
                layers.push_back(std::move(layer));
        return layers;
    }

    static void lay(const Json& item, const conform::ListTrack& inner, const conform::Window& window,
                    const Place& place, conform::ListTrack& to) {
        for (const conform::Event& event : inner.events) {
            auto seen = conform::seen_through(event, window);
            if (!seen) continue;
            seen->muted |= inner.muted || at(item, "enabled") == false;
            if (seen->record.start == place.record.start && place.fade_in.length > seen->fade_in.length)
                seen->fade_in = {std::min(place.fade_in.length, seen->record.length()), place.fade_in.shape};
            if (seen->record.end == place.record.end && place.fade_out.length > seen->fade_out.length)
                seen->fade_out = {std::min(place.fade_out.length, seen->record.length()),
                                  place.fade_out.shape};
            seen->note = text_at(item, "name");
            to.events.push_back(std::move(*seen));
        }
    }

    Reading& reading_;
    std::vector<Layer>& layers_; // the first is the track itself
};

conform::TrackKind kind_of(const Json& track, conform::TrackKind otherwise) {
    const std::string kind = text_at(track, "kind");
    if (kind == "Audio") return conform::TrackKind::sound;
    return kind.empty() ? otherwise : conform::TrackKind::picture;
}

std::vector<Layer> track_layers(Reading& reading, const Json& track, conform::TrackKind kind) {
    std::vector<Layer> layers(1);
    conform::ListTrack& own = layers.front().track;
    own.kind = kind_of(track, kind);
    own.name = text_at(track, "name");
    own.muted = at(track, "enabled") == false;
    if (own.kind == conform::TrackKind::sound) read_track_facts(track, own);
    layers.front().markers = markers_of(track);
    TrackReader(reading, layers).read(track);
    for (Layer& layer : layers)
        std::ranges::stable_sort(layer.track.events, {},
                                 [](const conform::Event& event) { return event.record.start; });
    return layers;
}

// A range on a composition: what lies outside is not shown, and its start is the new zero.
void cut_to_range(const Json& item, std::vector<Layer>& layers) {
    const auto range = span_of(at(item, "source_range"));
    if (!range) return;
    const conform::Window window{{no_time, range->length()}, range->start, Rational{1}};
    for (Layer& layer : layers) {
        std::vector<conform::Event> seen;
        for (const conform::Event& event : layer.track.events)
            if (auto one = conform::seen_through(event, window)) seen.push_back(std::move(*one));
        layer.track.events = std::move(seen);
        for (conform::ListMarker& marker : layer.markers)
            marker.at -= range->start;
    }
}

std::string colour_of(const Json& marker) {
    const Json& colour = at(marker, "color");
    return colour.is_string() ? colour.get<std::string>() : text_at(colour, "name");
}

} // namespace

std::vector<conform::ListMarker> markers_of(const Json& item) {
    std::vector<conform::ListMarker> markers;
    for (const Json& one : at(item, "markers")) {
        const auto range = span_of(at(one, "marked_range"));
        if (!range) continue;
        conform::ListMarker marker;
        marker.at = range->start;
        marker.length = range->length();
        marker.name = text_at(one, "name");
        marker.colour = colour_of(one);
        marker.comment = text_at(one, "comment");
        marker.user = text_at(at(at(one, "metadata"), "dubstage"), "user");
        if (marker.comment.empty()) marker.comment = text_at(at(at(one, "metadata"), "fcp_xml"), "comment");
        markers.push_back(std::move(marker));
    }
    return markers;
}

std::vector<Layer> layers_of(Reading& reading, const Json& item, conform::TrackKind kind) {
    const std::string schema = schema_of(item);
    std::vector<Layer> layers;
    if (schema == "Stack") {
        for (const Json& child : at(item, "children"))
            for (Layer& layer : layers_of(reading, child, kind))
                layers.push_back(std::move(layer));
    } else if (schema == "Track") {
        layers = track_layers(reading, item, kind);
    } else { // one item on a track of its own
        Json track = Json::object();
        track["children"] = Json::array({item});
        return track_layers(reading, track, kind);
    }
    cut_to_range(item, layers);
    return layers;
}

} // namespace dub::turnover::otio
