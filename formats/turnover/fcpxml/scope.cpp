// Clocks, sights, loudness and switches of an item's inside.
#include "formats/turnover/fcpxml/scope.h"

#include <fmt/format.h>

#include "engine/conform/nesting.h"

namespace dub::turnover::fcpxml {
namespace {

using conform::TimeSpan;

Sight narrowed(const Sight& outer, Sight own) {
    if (outer.span.start > own.span.start) own.in.length = none, own.span.start = outer.span.start;
    if (outer.span.end < own.span.end) own.out.length = none, own.span.end = outer.span.end;
    if (outer.span.start == own.span.start && outer.in.length > own.in.length) own.in = outer.in;
    if (outer.span.end == own.span.end && outer.out.length > own.out.length) own.out = outer.out;
    const Rational length = std::max(own.span.length(), none);
    own.in.length = std::min(own.in.length, length);
    own.out.length = std::min(own.out.length, length);
    return own;
}

} // namespace

Clock content_clock(Reading& reading, xml::Node node, const ItemTime& time, const Clock& local,
                    const TimeSpan& place) {
    if (time.map.size() < 2) return local;
    const Rational end = local.local_at(place.end);
    const Rational from = time.content_at(time.start), to = time.content_at(end);
    const Rational length = place.length();
    const Rational speed = length > none ? (to - from) / length : Rational{1};
    const Rational middle = time.content_at((time.start + end) / 2), off = middle - (from + to) / 2;
    const Rational frame = seconds_of(FrameCount{1}, reading.list.timecode.rate);
    if (off > frame || off < -frame)
        reading.say(
            Severity::warning, "fcpxml.variable-speed", text_in(node, "name"),
            fmt::format("The speed of \"{}\" changes inside the clip; it is taken as even. Render it in "
                        "the program that wrote the list where it matters.",
                        text_in(node, "name")));
    return {from, place.start, speed};
}

// Transitions let the clip be seen beyond its place; sound may be split from picture (J and L cuts).
void narrow_sights(xml::Node node, const ItemTime& time, const TimeSpan& place, const Scope& holder,
                   const Joins& joins, const Clock& local, Scope& inside) {
    Sight picture{place, {}, {}}, sound{place, {}, {}};
    const auto split_start = time_in(node, "audioStart"), split_length = time_in(node, "audioDuration");
    const bool split = split_start || split_length;
    if (split) {
        sound.span.start = local.record_at(split_start.value_or(time.start));
        const Rational outer = holder.clock.speed <= none ? Rational{1} : holder.clock.speed;
        sound.span.end = sound.span.start + split_length.value_or(time.length) / outer;
    }
    const auto over = [](Sight& sight, const Transition* in, const Transition* out,
                         conform::FadeShape shape) {
        if (in) {
            sight.span.start = std::min(sight.span.start, in->span.start);
            sight.in = {in->span.end - sight.span.start, shape};
        }
        if (out) {
            sight.span.end = std::max(sight.span.end, out->span.end);
            sight.out = {sight.span.end - out->span.start, shape};
        }
    };
    over(picture, joins.before, joins.after, conform::FadeShape::linear);
    const auto heard = [&](const Transition* one) { return one && one->of_sound && !split ? one : nullptr; };
    over(sound, heard(joins.before), heard(joins.after), conform::FadeShape::equal_power);
    const Volume volume = volume_of(node);
    if (volume.in.length > none) sound.in = {volume.in.length / local.speed, volume.in.shape};
    if (volume.out.length > none) sound.out = {volume.out.length / local.speed, volume.out.shape};
    inside.picture = narrowed(holder.picture, picture);
    inside.sound = narrowed(holder.sound, sound);
}

void add_loudness(xml::Node node, const Clock& local, Scope& inside) {
    const Volume volume = volume_of(node);
    inside.gain = inside.gain + volume.gain;
    conform::Curve curve;
    for (const conform::CurvePoint& key : volume.keys)
        curve.points.push_back({local.record_at(key.at), key.value});
    inside.gain_curve = conform::sum_of(inside.gain_curve, curve);
    for (const xml::Node filter : node.children("filter-audio"))
        if (flag_in(filter, "enabled", true)) inside.effects.push_back(text_in(filter, "name"));
}

void switch_off(xml::Node node, Scope& inside) {
    const std::string_view taken = node.attribute("srcEnable").value_or("all");
    inside.takes_picture &= taken != "audio";
    inside.takes_sound &= taken != "video";
    const auto roles_of = [&](xml::Node holder) {
        for (const xml::Node role : holder.children("audio-role-source"))
            if (!flag_in(role, "enabled", true) || !flag_in(role, "active", true))
                inside.silent_roles.push_back(text_in(role, "role"));
    };
    roles_of(node);
    for (const xml::Node source : node.children("sync-source"))
        roles_of(source);
    if (node.name() == "asset-clip" || node.name() == "audio") return; // components of a recording
    if (const xml::Node channels = node.child("audio-channel-source")) {
        inside.role = text_in(channels, "role");
        inside.muted |= !flag_in(channels, "enabled", true) || !flag_in(channels, "active", true);
    }
}

} // namespace dub::turnover::fcpxml
