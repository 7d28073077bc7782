#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "formats/turnover/aaf/timeline.h"

namespace dub::turnover::aaf {
namespace {

constexpr int unwrap_max = 16;

// Avid, Pro Tools and Resolve say the width of a track by a number.
int stated_width(const Slot& slot, const Dictionary& dictionary) {
    const auto format = dictionary.tag(*slot.object, "_TRACK_FORMAT");
    if (!format || !format->number) return 1;
    switch (static_cast<int>(*format->number)) {
    case 2: return 2; // stereo
    case 3: return 6; // 5.1
    case 4: return 8; // 7.1
    default: return 1;
    }
}

void add(conform::Curve& to, conform::Curve more, Rational origin) {
    for (conform::CurvePoint& point : more.points)
        point.at += origin;
    to = sum_of(to, more);
}

bool is_mix(const Object& segment, const Dictionary& dictionary) {
    if (dictionary.class_of(segment) != Class::operation_group) return false;
    const auto id = segment.id(pid::operation);
    return id == operation::mono_pan || id == operation::mono_gain || id == operation::stereo_gain;
}

// Is there a sequence below, or are these levels those of a single clip?
bool is_around_sequence(const Object& segment, const Dictionary& dictionary) {
    const Object* inside = &segment;
    for (int i = 0; i < unwrap_max && is_mix(*inside, dictionary); ++i) {
        const auto inputs = inside->children(pid::inputs);
        if (inputs.size() != 1) return false;
        inside = inputs.front();
    }
    const Class kind = dictionary.class_of(*inside);
    return kind == Class::sequence || kind == Class::nested_scope;
}

// Pan and level around the whole sequence are the track's own; what is inside them is returned.
const Object* unwrap(const Object& segment, const Slot& slot, Rational origin, const Dictionary& dictionary,
                     conform::ListTrack& track) {
    const Object* inside = &segment;
    for (int i = 0; i < unwrap_max && is_mix(*inside, dictionary); ++i) {
        const auto inputs = inside->children(pid::inputs);
        const bool pans = inside->id(pid::operation) == operation::mono_pan;
        if (inputs.size() != 1 || (!pans && !is_around_sequence(*inside, dictionary))) break;
        const Rational length = Rational{length_of(*inside)} / slot.rate;
        const Level level = gain_of(*inside, length, dictionary);
        if (level.constant.value != 0) add(track.volume, {{{{}, level.constant.value}}, {}}, origin);
        add(track.volume, level.curve, origin);
        auto pan = pan_of(*inside, length, dictionary);
        const bool centred = pan && pan->points.size() == 1 && std::abs(pan->points.front().value) < 1e-6;
        if (pan && !centred && track.pan.points.empty()) {
            for (conform::CurvePoint& point : pan->points)
                point.at += origin;
            track.pan = std::move(*pan);
        }
        inside = inputs.front();
    }
    return inside;
}

bool set(const Slot& slot, const Dictionary& dictionary, std::string_view tag) {
    const auto found = dictionary.tag(*slot.object, tag);
    return found && found->number.value_or(0) != 0;
}

// Every event says a channel for each of the track's.
void fit_width(conform::ListTrack& track) {
    for (const conform::Event& event : track.events)
        track.channels = std::max(track.channels, static_cast<int>(event.channels.size()));
    const auto width = static_cast<std::size_t>(track.channels);
    for (conform::Event& event : track.events) {
        if (event.channels.empty() || event.channels.size() == width) continue;
        const bool mono = event.channels.size() == 1;
        event.channels.resize(width, mono && width == 2 ? event.channels.front() : -1);
    }
}

} // namespace

void name_places(conform::ListTrack& track) {
    for (std::size_t i = 0, first = 0; i < track.events.size(); ++i) {
        conform::Event& event = track.events[i];
        event.where = fmt::format("{} event {}", track.name, i + 1);
        if (event.link.empty()) continue;
        const conform::Event& before = track.events[first];
        if (i == 0 || before.link.empty() || before.record != event.record) first = i;
        event.link = fmt::format("{} combined {}", track.name, first + 1);
    }
}

conform::ListTrack track_of(const Slot& slot, int number, const Clock& clock, const Dictionary& dictionary,
                            Walk& walk) {
    conform::ListTrack track;
    track.kind = is_picture(slot.data) ? conform::TrackKind::picture : conform::TrackKind::sound;
    const bool picture = track.kind == conform::TrackKind::picture;
    track.number = slot.number > 0 ? slot.number : number;
    track.name = slot.name.empty() ? fmt::format("{}{}", picture ? 'V' : 'A', track.number) : slot.name;
    track.channels = picture ? 1 : stated_width(slot, dictionary);
    track.muted = set(slot, dictionary, "AudioMixerCompMute");
    track.soloed = set(slot, dictionary, "AudioMixerCompSolo");
    const Object* segment = unwrap(*slot.segment, slot, clock.origin(), dictionary, track);
    track.events = walk.events_of(slot, *segment, track.name);
    for (conform::Event& event : track.events)
        shift(event, clock.origin());
    std::ranges::stable_sort(track.events, {},
                             [](const conform::Event& event) { return event.record.start; });
    fit_width(track);
    return track;
}

} // namespace dub::turnover::aaf
