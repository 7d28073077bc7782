#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "formats/turnover/aaf/write_parts.h"

namespace dub::turnover::aaf {
namespace {

// Events that are one clip to other programs: the channels of one track from recordings of one channel each.
struct Item {
    std::vector<const conform::Event*> parts;
    std::int64_t start = 0, end = 0, fade_in = 0, fade_out = 0; // edit units from the composition's beginning
    [[nodiscard]] const conform::Event& first() const { return *parts.front(); }
};

struct Lane {
    std::vector<Item> items;
};

bool kept(const conform::Event& event) {
    return event.kind == conform::EventKind::clip && event.source >= 0 && event.speed != Rational{} &&
           !event.record.empty();
}

bool whole(Rational value) { return value.whole(); }

// Frames do when every time of the track is one.
Rational units_of(const conform::ListTrack& track, const TrackPlace& place) {
    const Rational frames{place.frames.num, place.frames.den};
    const auto on_frames = [&](const conform::Event& event) {
        return whole((event.record.start - place.origin) * frames) &&
               whole((event.record.end - place.origin) * frames) && whole(event.played.start * frames) &&
               whole(event.fade_in.length * frames) && whole(event.fade_out.length * frames);
    };
    return std::ranges::all_of(track.events, on_frames) ? frames : Rational{place.samples.hz};
}

std::vector<Item> items_of(const conform::ListTrack& track, Rational origin, Rational units) {
    std::vector<Item> items;
    for (const conform::Event& event : track.events) {
        if (!kept(event)) continue;
        const bool joins = !items.empty() && !event.link.empty() && items.back().first().link == event.link &&
                           items.back().first().record == event.record;
        if (joins) {
            items.back().parts.push_back(&event);
            continue;
        }
        Item item{{&event},
                  ((event.record.start - origin) * units).nearest(),
                  ((event.record.end - origin) * units).nearest(),
                  (event.fade_in.length * units).nearest(),
                  (event.fade_out.length * units).nearest()};
        item.start = std::max<std::int64_t>(item.start, 0);
        if (item.end > item.start) items.push_back(std::move(item));
    }
    std::ranges::stable_sort(items, {}, &Item::start);
    return items;
}

bool crossfade(const Item& before, const Item& after) {
    const std::int64_t overlap = before.end - after.start;
    return overlap > 0 && overlap == before.fade_out && overlap == after.fade_in && after.end > before.end &&
           after.start > before.start;
}

std::vector<Lane> lanes_of(std::vector<Item> items) {
    std::vector<Lane> lanes;
    for (Item& item : items) {
        const auto fits = [&](const Lane& lane) {
            return lane.items.back().end <= item.start || crossfade(lane.items.back(), item);
        };
        const auto lane = std::ranges::find_if(lanes, fits);
        if (lane == lanes.end())
            lanes.push_back({{std::move(item)}});
        else
            lane->items.push_back(std::move(item));
    }
    return lanes;
}

Auid interpolation_of(conform::CurveShape shape) {
    switch (shape) {
    case conform::CurveShape::constant: return interpolation::constant;
    case conform::CurveShape::linear_db: return interpolation::logarithmic;
    default: return interpolation::linear;
    }
}

Rational amplitude(double db) {
    return rational_from(std::round(to_gain(Db{db}).value * (1 << 28))) / Rational{1 << 28};
}

Node constant(const Auid& id, Rational value) {
    Node node(Class::constant_value);
    node.id(pid::parameter, id).indirect(pid::constant, value);
    return node;
}

// `value` turns a point's value into the parameter's.
template <class Value>
Node varying(const Auid& id, const Auid& interpolation, const conform::Curve& curve, Rational from,
             Rational length, Value value) {
    std::vector<Node> points;
    for (const conform::CurvePoint& point : curve.points)
        points.push_back(std::move(Node(Class::control_point)
                                       .rational(pid::point_time, (point.at - from) / length)
                                       .indirect(pid::point_value, value(point.value))));
    Node node(Class::varying_value);
    node.id(pid::parameter, id).weak(pid::interpolation, Table::interpolations, interpolation);
    node.list(pid::points, std::move(points));
    return node;
}

Node effect(const Auid& operation, std::int64_t length, std::vector<Node> inputs,
            std::vector<Node> parameters) {
    Node node = component(Class::operation_group, data::sound, length);
    node.weak(pid::operation, Table::operations, operation);
    if (!inputs.empty()) node.list(pid::inputs, std::move(inputs));
    // The index names the definitions' key, as other programs write it.
    if (!parameters.empty())
        node.set(pid::parameters, pid::parameter, pid::definition_id, std::move(parameters));
    return node;
}

std::vector<Node> one(Node node) {
    std::vector<Node> list;
    list.push_back(std::move(node));
    return list;
}

Node filler(std::int64_t length) { return component(Class::filler, data::sound, length); }

Node transition(std::int64_t length, std::int64_t cut, conform::FadeShape shape) {
    const bool straight = shape == conform::FadeShape::linear, log = shape == conform::FadeShape::logarithmic;
    const conform::Curve rise{{{{}, 0.0}, {Rational{1}, 1.0}}, {}};
    Node level = varying(parameter::level,
                         straight ? interpolation::linear
                         : log    ? interpolation::logarithmic
                                  : interpolation::power,
                         rise, {}, Rational{1}, [](double value) { return rational_from(value); });
    Node node = component(Class::transition, data::sound, length);
    node.child(pid::transition_operation,
               effect(operation::mono_dissolve, length, {}, one(std::move(level))));
    node.number(pid::cut_point, cut);
    if (!log) // where Avid looks for the curve
        node.list(own::component_attributes, one(tagged("_ATN_AUDIO_DISSOLVE_CURVETYPE", straight ? 0 : 1)));
    return node;
}

class TrackWriter {
  public:
    TrackWriter(const conform::ListTrack& track, const conform::Turnover& turnover,
                const std::vector<WrittenSource>& sources, Rational units, Rational origin)
        : track_(track)
        , turnover_(turnover)
        , sources_(sources)
        , units_(units)
        , origin_(origin) {}

    // The sequence of a lane, inside the track's own pan and level.
    Node segment(const Lane& lane) const {
        std::vector<Node> components;
        std::int64_t pos = 0, pending = 0; // pending: a fade out that nothing has followed yet
        conform::FadeShape pending_shape{};
        for (const Item& item : lane.items) {
            if (pos > item.start) {
                components.push_back(
                    transition(pos - item.start, (pos - item.start) / 2, item.first().fade_in.shape));
            } else {
                if (pending > 0) components.push_back(transition(pending, pending, pending_shape));
                const std::int64_t gap = item.start - pos + pending + item.fade_in;
                if (gap > 0) components.push_back(filler(gap));
                if (item.fade_in > 0)
                    components.push_back(transition(item.fade_in, 0, item.first().fade_in.shape));
            }
            components.push_back(clip(item));
            pos = item.end;
            pending = item.fade_out;
            pending_shape = item.first().fade_out.shape;
        }
        if (pending > 0) {
            components.push_back(transition(pending, pending, pending_shape));
            components.push_back(filler(pending));
        }
        Node sequence = component(Class::sequence, data::sound, pos);
        sequence.list(pid::components, std::move(components));
        return with_mix(std::move(sequence), pos);
    }

  private:
    Node with_mix(Node node, std::int64_t length) const {
        const Rational seconds = Rational{std::max<std::int64_t>(length, 1)} / units_;
        const auto around = [&](const Auid& operation, const Auid& parameter, const conform::Curve& curve,
                                auto value) {
            if (curve.points.empty()) return;
            Node level = curve.points.size() == 1 ? constant(parameter, value(curve.points.front().value))
                                                  : varying(parameter, interpolation_of(curve.shape), curve,
                                                            origin_, seconds, value);
            node = effect(operation, length, one(std::move(node)), one(std::move(level)));
        };
        around(operation::mono_gain, parameter::amplitude, track_.volume, amplitude);
        around(operation::mono_pan, parameter::pan, track_.pan, [](double pan) {
            return rational_from(std::round((pan + 1) / 2 * (1 << 28))) / Rational{1 << 28};
        });
        return node;
    }

    Node clip(const Item& item) const {
        const std::int64_t length = item.end - item.start;
        const bool alike = std::ranges::all_of(item.parts, [&](const conform::Event* part) {
            return part->gain == item.first().gain && part->gain_curve == item.first().gain_curve;
        });
        Node node =
            track_.channels > 1 ? combined(item, length, alike) : source_clip(item.first(), 0, length);
        if (alike || track_.channels == 1) node = with_gain(std::move(node), item.first(), length);
        if (!item.first().muted) return node;
        Node selector = component(Class::selector, data::sound, length);
        selector.child(pid::selected, filler(length)).list(pid::alternates, one(std::move(node)));
        selector.list(own::component_attributes, one(tagged("_DISABLE_CLIP_FLAG", 1)));
        return selector;
    }

    Node combined(const Item& item, std::int64_t length, bool alike) const {
        std::vector<Node> inputs;
        for (int c = 0; c < track_.channels; ++c) {
            const conform::Event* part = nullptr;
            for (const conform::Event* one_of : item.parts)
                if (!part && channel_of(*one_of, c) >= 0) part = one_of;
            if (!part) {
                inputs.push_back(filler(length));
                continue;
            }
            Node input = source_clip(*part, c, length);
            inputs.push_back(alike ? std::move(input) : with_gain(std::move(input), *part, length));
        }
        return effect(operation::channel_combiner, length, std::move(inputs), {});
    }

    // Which channel of the recording plays on channel `c` of the track; -1: none.
    int channel_of(const conform::Event& event, int c) const {
        if (event.channels.empty()) return std::min(c, source(event).channels - 1);
        return static_cast<std::size_t>(c) < event.channels.size()
                   ? event.channels[static_cast<std::size_t>(c)]
                   : -1;
    }
    const WrittenSource& source(const conform::Event& event) const {
        return sources_[static_cast<std::size_t>(event.source)];
    }

    Node source_clip(const conform::Event& event, int c, std::int64_t length) const {
        Rational start = event.played.start;
        const conform::Source& of = turnover_.sources[static_cast<std::size_t>(event.source)];
        if (event.origin == conform::SourceOrigin::timecode && of.start && of.timecode)
            start = start - seconds_at(*of.start, of.timecode->rate);
        const bool changed = event.speed != Rational{1};
        const std::int64_t played = changed ? (event.played.length() * units_).nearest() : length;
        Node node = component(Class::source_clip, data::sound, played);
        node.mob(pid::source_id, source(event).master);
        node.number(pid::source_slot, static_cast<std::uint32_t>(std::max(channel_of(event, c), 0) + 1));
        node.number(pid::start_time, (start * units_).nearest());
        if (!event.note.empty()) node.list(own::component_attributes, one(tagged("_COMMENT", event.note)));
        if (!changed) return node;
        return effect(operation::audio_warp, length, one(std::move(node)),
                      one(constant(parameter::speed_ratio, Rational{1} / event.speed)));
    }

    Node with_gain(Node node, const conform::Event& event, std::int64_t length) const {
        const Rational seconds = Rational{length} / units_;
        if (!event.gain_curve.points.empty())
            node = effect(operation::mono_gain, length, one(std::move(node)),
                          one(varying(parameter::amplitude, interpolation_of(event.gain_curve.shape),
                                      event.gain_curve, {}, seconds, amplitude)));
        if (event.gain.value != 0)
            node = effect(operation::mono_gain, length, one(std::move(node)),
                          one(constant(parameter::amplitude, amplitude(event.gain.value))));
        return node;
    }

    const conform::ListTrack& track_;
    const conform::Turnover& turnover_;
    const std::vector<WrittenSource>& sources_;
    Rational units_, origin_;
};

void doubt(const conform::ListTrack& track, std::size_t lanes, Doubts& doubts) {
    if (lanes > 1)
        doubts.add(
            Severity::note, "aaf.overlap", track.name, track.name,
            fmt::format(
                "Clips of this track overlap, which an AAF cannot say; they are spread over {} tracks.",
                lanes));
    for (const conform::Event& event : track.events) {
        if (!kept(event))
            doubts.add(
                Severity::warning, "aaf.left-out", track.name, event.where,
                fmt::format("\"{}\" plays no recording (silence, a generator or a still); it is left out.",
                            event.name));
        if (event.fade_in.shape == conform::FadeShape::s_curve ||
            event.fade_out.shape == conform::FadeShape::s_curve)
            doubts.add(Severity::note, "aaf.fade-curve", track.name, event.where,
                       "An AAF knows no S-curve; the fade is written as equal power.");
    }
}

} // namespace

std::vector<Node> write_track(const conform::ListTrack& track, const TrackPlace& place,
                              const conform::Turnover& turnover, const std::vector<WrittenSource>& sources,
                              Doubts& doubts) {
    const Rational units = units_of(track, place);
    const TrackWriter writer(track, turnover, sources, units, place.origin);
    std::vector<Lane> lanes = lanes_of(items_of(track, place.origin, units));
    doubt(track, lanes.size(), doubts);
    if (lanes.empty()) lanes.push_back({});
    std::vector<Node> slots;
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        const std::string name = i == 0 ? track.name : fmt::format("{}.{}", track.name, i + 1);
        Node slot = timeline_slot(place.first_id + static_cast<std::uint32_t>(i), name, track.number, units,
                                  writer.segment(lanes[i]));
        const std::int32_t width = track.channels == 2   ? 2
                                   : track.channels == 6 ? 3
                                   : track.channels == 8 ? 4
                                                         : 1;
        std::vector<Node> attributes;
        attributes.push_back(tagged("_TRACK_FORMAT", width));
        attributes.push_back(tagged("AudioMixerCompMute", track.muted ? 1 : 0));
        attributes.push_back(tagged("AudioMixerCompSolo", track.soloed ? 1 : 0));
        slot.list(own::slot_attributes, std::move(attributes));
        slots.push_back(std::move(slot));
    }
    return slots;
}

} // namespace dub::turnover::aaf
