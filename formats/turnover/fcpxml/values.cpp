#include <algorithm>
#include <cmath>

#include "formats/turnover/fcpxml/reading.h"

namespace dub::turnover::fcpxml {

std::optional<Rational> time_in(xml::Node node, const char* attribute) {
    std::string_view text = node.attribute(attribute).value_or("");
    if (!text.ends_with('s') || text.size() > 48) return std::nullopt;
    text.remove_suffix(1);
    const auto time = parse_rational(text);
    constexpr std::int64_t absurd = 1'000'000'000; // thirty years
    if (!time || *time > Rational{absurd} || *time < Rational{-absurd}) return std::nullopt;
    return time;
}

bool flag_in(xml::Node node, const char* attribute, bool otherwise) {
    const auto text = node.attribute(attribute);
    return text ? *text != "0" : otherwise;
}

int whole_in(xml::Node node, const char* attribute, int otherwise) {
    const auto number = parse_rational(node.attribute(attribute).value_or(""));
    if (!number || *number > Rational{10'000} || *number < Rational{-10'000}) return otherwise;
    return static_cast<int>(number->nearest());
}

std::string text_in(xml::Node node, const char* attribute) {
    return std::string(node.attribute(attribute).value_or(""));
}

std::optional<FrameRate> rate_of(const Reading& reading, xml::Node formatted) {
    const xml::Node format =
        formatted.name() == "format" ? formatted : reading.resource(text_in(formatted, "format"));
    const auto frame = time_in(format, "frameDuration");
    if (!frame || *frame <= Rational{1, 1000} || *frame > Rational{10}) return std::nullopt;
    return frame_rate_near(Rational{1} / *frame);
}

namespace {

// 24 fps in a timeline of 30 is not played faster, 25 in 24 is: only what no cadence of frames can give is
// made by speed. Source seconds for a second of the timeline.
Rational conformed(FrameRate source, FrameRate timeline) {
    const Rational from{source.num, source.den}, to{timeline.num, timeline.den};
    const auto nominal = [](Rational rate) { return Rational{rate.nearest()}; };
    if (nominal(to) == Rational{} || nominal(from) == Rational{}) return Rational{1};
    const bool pal = nominal(from) / 25 == Rational{nominal(from).num() / 25};
    const bool pal_there = nominal(to) / 25 == Rational{nominal(to).num() / 25};
    if (pal != pal_there) {
        const Rational film = pal ? to : from; // only 24 and 25 (and 48, 50) are near enough
        const std::int64_t count = film.nearest();
        if (count != 24 && count != 48) return Rational{1};
        return (to / from) * (nominal(from).num() >= 48 ? Rational{2} : Rational{1}) /
               (nominal(to).num() >= 48 ? Rational{2} : Rational{1});
    }
    return (to / nominal(to)) / (from / nominal(from));
}

} // namespace

Rational ItemTime::content_at(Rational local) const {
    if (map.size() < 2) return local;
    std::size_t after = 1;
    while (after + 1 < map.size() && map[after].first < local)
        ++after;
    const auto& [t0, v0] = map[after - 1];
    const auto& [t1, v1] = map[after];
    return v0 + (v1 - v0) * ((local - t0) / (t1 - t0));
}

ItemTime time_of(const Reading& reading, xml::Node item, FrameRate around) {
    const xml::Node referred = reading.resource(text_in(item, "ref"));
    xml::Node timed = referred;
    if (referred.name() == "media") timed = referred.first_child(); // its sequence or multicam
    const char* first = referred.name() == "media" ? "tcStart" : "start";
    ItemTime time;
    time.start = time_in(item, "start").value_or(time_in(timed, first).value_or(Rational{}));
    time.length = std::max(
        time_in(item, "duration").value_or(time_in(timed, "duration").value_or(Rational{})), Rational{});
    if (const xml::Node conform = item.child("conform-rate");
        conform && flag_in(conform, "scaleEnabled", true))
        if (const auto rate = parse_rational(conform.attribute("srcFrameRate").value_or(""));
            rate && *rate >= Rational{10} && *rate <= Rational{240})
            time.speed = conformed(frame_rate_near(*rate), around);
    for (const xml::Node point : item.child("timeMap").children("timept")) {
        const auto at = time_in(point, "time"), value = time_in(point, "value");
        if (at && value && (time.map.empty() || *at > time.map.back().first))
            time.map.emplace_back(*at, *value);
    }
    return time;
}

namespace {

// "-6dB", "3.5 dB", "-96dB" for silence as good as.
std::optional<double> decibels(std::string_view text) {
    const auto end = text.find_first_of(" dD");
    const auto number = parse_rational(text.substr(text.starts_with('+') ? 1 : 0, end));
    if (!number) return std::nullopt;
    return std::clamp(number->value(), -200.0, 60.0);
}

conform::EventFade fade_in(xml::Node fade) {
    const std::string_view type = fade.attribute("type").value_or("easeIn");
    conform::FadeShape shape = conform::FadeShape::equal_power; // "+3dB" is written easeIn
    if (type == "linear") shape = conform::FadeShape::linear;
    if (type == "easeInOut") shape = conform::FadeShape::s_curve;
    if (type == "easeOut") shape = conform::FadeShape::logarithmic;
    return {std::max(time_in(fade, "duration").value_or(Rational{}), Rational{}), shape};
}

} // namespace

Volume volume_of(xml::Node item) {
    Volume volume;
    const xml::Node adjust = item.child("adjust-volume");
    if (!adjust || !flag_in(adjust, "enabled", true)) return volume;
    volume.gain = Db{decibels(adjust.attribute("amount").value_or("0")).value_or(0)};
    for (const xml::Node param : adjust.children("param")) {
        if (param.attribute("name") != "amount") continue;
        if (const auto value = decibels(param.attribute("value").value_or("?"))) volume.gain = Db{*value};
        volume.in = fade_in(param.child("fadeIn"));
        volume.out = fade_in(param.child("fadeOut"));
        for (const xml::Node key : param.child("keyframeAnimation").children("keyframe")) {
            const auto at = time_in(key, "time");
            const auto value = decibels(key.attribute("value").value_or("?"));
            if (at && value) volume.keys.push_back({*at, *value});
        }
    }
    std::ranges::stable_sort(volume.keys, {}, &conform::CurvePoint::at);
    if (!volume.keys.empty()) volume.gain = {};
    return volume;
}

} // namespace dub::turnover::fcpxml
