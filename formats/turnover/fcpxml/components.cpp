// Events of what an item shows of its recording: one of the picture, one for each component of the sound
// that has a role of its own.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "engine/conform/nesting.h"
#include "formats/turnover/fcpxml/laying.h"

namespace dub::turnover::fcpxml {
namespace {

using conform::TrackKind;

std::vector<int> channels_in(std::string_view list) { // "1, 2"
    std::vector<int> channels;
    for (std::size_t at = 0; at < list.size() && channels.size() < 64;) {
        int channel = 0;
        const auto [end, error] = std::from_chars(list.data() + at, list.data() + list.size(), channel);
        if (error == std::errc{} && channel >= 1 && channel <= 256) channels.push_back(channel - 1);
        at = list.find_first_of("123456789", static_cast<std::size_t>(end - list.data()));
    }
    return channels;
}

// What an item shows of its recording, as an event; `asset` may be missing.
conform::Event event_of(const Reading& reading, xml::Node node, const Scope& inside, const Sight& sight,
                        Rational zero) {
    conform::Event event;
    event.name = text_in(node, "name");
    for (xml::Node holder = node.parent(); event.name.empty() && holder; holder = holder.parent())
        if (holder.name() != "gap") event.name = text_in(holder, "name");
    event.record = sight.span;
    event.fade_in = sight.in;
    event.fade_out = sight.out;
    event.speed = inside.clock.speed;
    const Rational a = inside.clock.local_at(sight.span.start) - zero;
    const Rational b = inside.clock.local_at(sight.span.end) - zero;
    event.played = {std::min(a, b), std::max(a, b)};
    event.muted = inside.muted;
    event.link = inside.link;
    event.note = inside.note;
    const FrameRate rate = reading.list.timecode.rate;
    event.where = fmt::format("\"{}\" at {}", event.name,
                              to_timecode(frame_at(event.record.start, rate), reading.list.timecode));
    return event;
}

void lay_sound(Reading& reading, xml::Node node, conform::Event event, const Scope& inside, int channels) {
    if (event.channels.empty()) event.channels = channels_in(node.attribute("srcCh").value_or(""));
    if (event.channels.empty())
        for (int i = 0; i < channels; ++i)
            event.channels.push_back(i);
    if (!inside.role.empty()) event.role = inside.role;
    if (event.role.empty()) event.role = "dialogue";
    event.muted |= std::ranges::find(inside.silent_roles, event.role) != inside.silent_roles.end();
    const int count = static_cast<int>(std::max<std::size_t>(event.channels.size(), 1));
    reading.laid.push_back({std::move(event), TrackKind::sound, 0, count});
}

// One event, or one for each component that has a role of its own.
void lay_sounds(Reading& reading, xml::Node node, xml::Node asset, const Scope& inside, int source,
                Rational zero) {
    conform::Event whole = event_of(reading, node, inside, inside.sound, zero);
    whole.source = source;
    whole.gain = inside.gain;
    whole.gain_curve = conform::cut_to(inside.gain_curve, -whole.record.start, whole.record.length());
    whole.effects = inside.effects;
    const int channels = std::clamp(whole_in(asset, "audioChannels", 1), 1, 64);
    const char* attribute = node.name() == "audio" ? "role" : "audioRole";
    whole.role = text_in(node, attribute);
    const auto components = node.children("audio-channel-source");
    if (components.empty()) return lay_sound(reading, node, std::move(whole), inside, channels);
    for (const xml::Node component : components) {
        conform::Event one = whole;
        if (const std::string role = text_in(component, "role"); !role.empty()) one.role = role;
        one.muted |= !flag_in(component, "enabled", true) || !flag_in(component, "active", true);
        const Volume volume = volume_of(component);
        one.gain = one.gain + volume.gain;
        one.channels = channels_in(component.attribute("srcCh").value_or(""));
        lay_sound(reading, component, std::move(one), inside, channels);
    }
}

} // namespace

void lay_generated(Reading& reading, xml::Node node, const Scope& inside) {
    if (!inside.takes_picture || inside.picture.span.empty()) return;
    conform::Event event = event_of(reading, node, inside, inside.picture, inside.clock.local);
    event.kind = conform::EventKind::generated;
    event.role = text_in(node, "role");
    reading.laid.push_back({std::move(event), TrackKind::picture, inside.lane, 1});
}

void lay_recording(Reading& reading, xml::Node node, xml::Node asset, const Scope& inside) {
    if (asset.name() == "effect") return lay_generated(reading, node, inside); // a generator
    const Rational zero = time_in(asset, "start").value_or(none);
    const int source = asset ? source_of(reading, asset, node) : -1;
    if (!asset)
        reading.say(
            Severity::warning, "fcpxml.no-asset", text_in(node, "name"),
            fmt::format("The recording of \"{}\" is not told in the file; the clip is kept without one.",
                        text_in(node, "name")));
    const bool moving = asset ? flag_in(asset, "hasVideo", false) : node.name() == "video";
    if (node.name() != "audio" && moving && inside.takes_picture && !inside.picture.span.empty()) {
        conform::Event event = event_of(reading, node, inside, inside.picture, zero);
        event.source = source;
        event.role = text_in(node, node.name() == "video" ? "role" : "videoRole");
        reading.laid.push_back({std::move(event), TrackKind::picture, inside.lane, 1});
    }
    const bool heard = asset ? flag_in(asset, "hasAudio", false) : node.name() == "audio";
    if (node.name() != "video" && heard && inside.takes_sound && !inside.sound.span.empty())
        lay_sounds(reading, node, asset, inside, source, zero);
}

} // namespace dub::turnover::fcpxml
