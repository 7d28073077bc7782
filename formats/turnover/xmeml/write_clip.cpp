#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "formats/turnover/xmeml/writing.h"

namespace dub::turnover::xmeml {
namespace {

constexpr Rational ticks_a_second{254'016'000'000};

Rational frames_of(Rational seconds, FrameRate rate) { return seconds * Rational{rate.num, rate.den}; }

// Whole where it is whole; else with enough digits for a sample.
std::string number(Rational value) {
    return value.whole() ? fmt::format("{}", value.num()) : fmt::format("{:.9f}", value.value());
}

void element(xml::Writer& xml, std::string_view name, Rational value) { xml.element(name, number(value)); }

void write_sound_of_file(Writing& writing, const conform::Source& source) {
    if (source.channels <= 0 && !source.rate) return;
    writing.xml.open("audio");
    writing.xml.open("samplecharacteristics");
    if (source.bits > 0) writing.element("depth", source.bits);
    if (source.rate) writing.element("samplerate", source.rate->hz);
    writing.xml.close();
    if (source.channels > 0) writing.element("channelcount", source.channels);
    writing.xml.close();
}

void write_file(Writing& writing, int index) {
    const conform::Source& source = writing.list.sources[static_cast<std::size_t>(index)];
    writing.xml.open("file").attribute("id", fmt::format("file-{}", index + 1));
    if (writing.told_files.insert(index).second) {
        const FrameRate rate = source.picture_rate.value_or(writing.rate);
        writing.xml.element("name", source.name);
        if (!source.locators.empty()) writing.xml.element("pathurl", source.locators.front());
        write_rate(writing, rate);
        if (source.length) writing.element("duration", frames_of(*source.length, rate).nearest());
        if (source.start || !source.tape.empty())
            write_timecode(writing, source.timecode.value_or(writing.list.timecode),
                           source.start.value_or(FramePos{}), source.tape);
        writing.xml.open("media");
        if (source.moving) writing.xml.open("video").close();
        write_sound_of_file(writing, source);
        writing.xml.close();
        if (!source.umids.empty()) ++writing.lost["xmeml.umid"];
    }
    writing.xml.close();
}

void open_parameter(xml::Writer& xml, std::string_view id, std::string_view name) {
    xml.open("parameter");
    xml.element("parameterid", id);
    xml.element("name", name);
}

void open_effect(xml::Writer& xml, std::string_view name, std::string_view id, std::string_view kind) {
    xml.open("filter").open("effect");
    xml.element("name", name);
    xml.element("effectid", id);
    xml.element("effectcategory", kind);
    xml.element("effecttype", kind);
    xml.element("mediatype", kind == "motion" ? "video" : "audio");
}

std::string factor(double db) { return fmt::format("{:.12g}", to_gain(Db{db}).value); }

void write_levels(Writing& writing, const Part& part, Rational in) {
    const auto& keys = part.gain.points;
    if (keys.empty() && part.event.gain == Db{}) return;
    constexpr double most_db = 12.04; // 3.98107: what other programs take
    open_effect(writing.xml, "Audio Levels", "audiolevels", "audiolevels");
    open_parameter(writing.xml, "level", "Level");
    writing.xml.element("valuemin", "0").element("valuemax", "3.98107");
    writing.xml.element("value", factor(keys.empty() ? part.event.gain.value : keys.front().value));
    bool loud = keys.empty() && part.event.gain.value > most_db;
    for (const conform::CurvePoint& key : keys) {
        loud |= key.value > most_db;
        writing.xml.open("keyframe");
        element(writing.xml, "when", frames_of(in + key.at, writing.rate));
        writing.xml.element("value", factor(key.value));
        writing.xml.close();
    }
    if (loud) ++writing.lost["xmeml.loud"];
    writing.xml.close().close().close();
}

void write_pan(Writing& writing, double pan) {
    if (pan == 0) return;
    open_effect(writing.xml, "Audio Pan", "audiopan", "audiopan");
    open_parameter(writing.xml, "pan", "Pan");
    writing.xml.element("valuemin", "-1")
        .element("valuemax", "1")
        .element("value", fmt::format("{:.9g}", pan));
    writing.xml.close().close().close();
}

// The clip's own time: what is played over the speed, in whole frames of it where it can be.
struct Retimed {
    Rational in;                                       // own seconds
    std::vector<std::pair<Rational, Rational>> points; // own seconds and source seconds; empty: not retimed
};

Retimed retimed(const conform::Event& event, Rational from, FrameRate rate) {
    if (event.speed == Rational{1}) return {from, {}};
    const Rational length = event.record.length();
    if (event.speed > none)
        return {from / event.speed,
                {{none, none}, {from / event.speed + length, from + length * event.speed}}};
    const Rational to = from + event.played.length();
    if (event.speed == none) return {none, {{none, from}, {length, from}}};
    // Backwards: own time 0 is a whole frame after all that is played.
    const Rational whole = seconds_at(FramePos{frames_of(to, rate).ceil()}, rate);
    const Rational in = (to - whole) / event.speed;
    return {in, {{none, whole}, {in + length, whole + (in + length) * event.speed}}};
}

void write_remap(Writing& writing, const conform::Event& event, const Retimed& times) {
    if (times.points.empty()) return;
    open_effect(writing.xml, "Time Remap", "timeremap", "motion");
    const auto value = [&](std::string_view id, const std::string& text) {
        open_parameter(writing.xml, id, id);
        writing.xml.element("value", text);
        writing.xml.close();
    };
    const Rational fast = event.speed < none ? -event.speed : event.speed;
    value("variablespeed", "0");
    value("speed", number(fast * Rational{100}));
    value("reverse", event.speed < none ? "TRUE" : "FALSE");
    open_parameter(writing.xml, "graphdict", "graphdict");
    for (const auto& [own, source] : times.points) {
        writing.xml.open("keyframe");
        element(writing.xml, "when", frames_of(own, writing.rate));
        element(writing.xml, "value", frames_of(source, writing.rate));
        writing.xml.close();
    }
    writing.xml.close().close().close();
}

void write_links(Writing& writing, const Part& part) {
    if (part.event.link.empty()) return;
    for (const std::string& id : writing.cut[part.event.link]) {
        writing.xml.open("link");
        writing.xml.element("linkclipref", id);
        writing.xml.close();
    }
}

void write_place(Writing& writing, const Part& part, const Retimed& times) {
    const conform::Event& event = part.event;
    const Rational out = times.in + event.record.length();
    writing.element("start", part.crossed_in ? -1 : writing.frame_of(event.record.start));
    writing.element("end", part.crossed_out ? -1 : writing.frame_of(event.record.end));
    writing.element("in", frames_of(times.in, writing.rate).nearest());
    writing.element("out", frames_of(out, writing.rate).nearest());
    if (event.kind == conform::EventKind::generated) return;
    writing.element("pproTicksIn", (times.in * ticks_a_second).nearest());
    writing.element("pproTicksOut", (out * ticks_a_second).nearest());
}

// Source time from the first frame of the recording, as the format counts.
Rational first_played(Writing& writing, const conform::Event& event) {
    if (event.origin == conform::SourceOrigin::media || event.source < 0) return event.played.start;
    const conform::Source& source = writing.list.sources[static_cast<std::size_t>(event.source)];
    if (!source.start) {
        ++writing.lost["xmeml.no-start"];
        return event.played.start;
    }
    return event.played.start -
           seconds_at(*source.start, source.timecode.value_or(writing.list.timecode).rate);
}

} // namespace

void write_rate(Writing& writing, FrameRate rate) {
    writing.xml.open("rate");
    writing.element("timebase", Rational{rate.num, rate.den}.nearest());
    writing.xml.element("ntsc", rate.den == 1001 ? "TRUE" : "FALSE");
    writing.xml.close();
}

void write_timecode(Writing& writing, const TimecodeFormat& format, FramePos start, std::string_view reel) {
    writing.xml.open("timecode");
    write_rate(writing, format.rate);
    writing.xml.element("string", to_timecode(start, format));
    writing.element("frame", start.value);
    writing.xml.element("displayformat", format.drop == DropFrame::yes ? "DF" : "NDF");
    if (!reel.empty()) {
        writing.xml.open("reel");
        writing.xml.element("name", reel).close();
    }
    writing.xml.close();
}

void write_clip(Writing& writing, const Part& part) {
    const conform::Event& event = part.event;
    const bool generated = event.kind == conform::EventKind::generated;
    const Retimed times = retimed(event, std::max(first_played(writing, event), none), writing.rate);
    writing.xml.open(generated ? "generatoritem" : "clipitem").attribute("id", part.id);
    if (part.mono) writing.xml.attribute("premiereChannelType", "mono");
    writing.xml.element("name", event.name);
    writing.xml.element("enabled", event.muted ? "FALSE" : "TRUE");
    writing.element("duration", frames_of(times.in + event.record.length(), writing.rate).ceil());
    write_rate(writing, writing.rate);
    write_place(writing, part, times);
    if (event.source >= 0) write_file(writing, event.source);
    if (part.sound && !generated) {
        const bool told = static_cast<std::size_t>(part.channel) < event.channels.size();
        writing.xml.open("sourcetrack");
        writing.xml.element("mediatype", "audio");
        if (told) writing.element("trackindex", event.channels[static_cast<std::size_t>(part.channel)] + 1);
        writing.xml.close();
        write_levels(writing, part, times.in);
        write_pan(writing, part.pan);
    }
    write_remap(writing, event, times);
    write_links(writing, part);
    if (event.source >= 0) {
        const conform::Source& source = writing.list.sources[static_cast<std::size_t>(event.source)];
        if (!source.scene.empty() || !source.take.empty()) {
            writing.xml.open("logginginfo");
            writing.xml.element("scene", source.scene).element("shottake", source.take);
            writing.xml.close();
        }
    }
    writing.xml.close();
}

} // namespace dub::turnover::xmeml
