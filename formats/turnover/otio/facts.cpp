// What OTIO has no words for, from the metadata of those who write it.
#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "formats/turnover/otio/reading.h"

namespace dub::turnover::otio {
namespace {

constexpr int channels_max = 64;

void add_channel(const std::optional<double>& number, conform::Event& event) {
    if (number && *number >= 0 && *number < 256 && event.channels.size() < channels_max)
        event.channels.push_back(static_cast<int>(*number));
}

// Key frames by number of frames from the clip's first: { "96": { "Value": -3 } }.
conform::Curve resolve_curve(const Json& keys, FrameRate rate) {
    conform::Curve curve;
    if (!keys.is_object()) return curve;
    for (const auto& [frame, key] : keys.items()) {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(frame.data(), frame.data() + frame.size(), number);
        const auto value = number_at(key, "Value");
        if (error == std::errc{} && std::abs(number) < 1'000'000'000 && value && std::isfinite(*value))
            curve.points.push_back({Rational{number} * Rational{rate.den, rate.num}, *value});
    }
    std::ranges::sort(curve.points, {}, &conform::CurvePoint::at);
    return curve;
}

void read_resolve_volume(const Json& effect, FrameRate rate, conform::Event& event) {
    for (const Json& parameter : at(effect, "Parameters")) {
        if (text_at(parameter, "Parameter ID") != "volume") continue;
        conform::Curve curve = resolve_curve(at(parameter, "Key Frames"), rate);
        if (!curve.points.empty())
            event.gain_curve = std::move(curve);
        else
            event.gain = Db{number_at(parameter, "Parameter Value").value_or(0)};
    }
}

// The FCP7 adapter keeps an effect as its XML was; a parameter may be one or a list of them.
bool read_fcp_level(const Json& effect, conform::Event& event) {
    if (text_at(effect, "effectid") != "audiolevels") return false;
    const Json& given = at(effect, "parameter");
    const auto level = [&](const Json& parameter) {
        double factor = 0;
        const std::string text = text_at(parameter, "value");
        if (text_at(parameter, "parameterid") == "level" &&
            std::from_chars(text.data(), text.data() + text.size(), factor).ec == std::errc{})
            event.gain = to_db(LinearGain{factor});
    };
    if (given.is_array())
        std::ranges::for_each(given, level);
    else
        level(given);
    return true;
}

// Premiere writes every fader; one that was never moved has neither key frames nor a value, a panner 0.5.
bool at_rest(const Json& premiere) {
    if (!premiere.is_object()) return false;
    for (const Json& parameter : at(premiere, "Parameters")) {
        const Json &keys = at(parameter, "Keyframes"), &value = at(at(parameter, "StartValue"), "Value");
        if (!keys.empty() || (!value.is_null() && value != 0.5)) return false;
    }
    return true;
}

void read_effects(Reading& reading, const Json& clip, conform::Event& event) {
    for (const Json& effect : at(clip, "effects")) {
        const Json& metadata = at(effect, "metadata");
        const Json& resolve = at(metadata, "Resolve_OTIO");
        if (schema_of(effect) != "Effect" || at(resolve, "Enabled") == false ||
            at(effect, "enabled") == false)
            continue;
        const std::string name = text_at(resolve, "Effect Name");
        if (name == "Fairlight Clip Volume and Fades") {
            read_resolve_volume(resolve, reading.list.timecode.rate, event);
            continue;
        }
        if (read_fcp_level(at(metadata, "fcp_xml"), event)) continue;
        const Json& parameters = at(resolve, "Parameters");
        const bool unmoved = (resolve.is_object() && (!parameters.is_array() || parameters.empty())) ||
                             at_rest(at(metadata, "PremierePro_OTIO"));
        const bool band = name == "Fairlight Equaliser Band"; // of an equaliser that is named itself
        if (unmoved || band) continue;
        std::string named = name;
        for (const char* key : {"effect_name", "name"})
            if (named.empty()) named = text_at(effect, key);
        if (named.empty()) named = text_at(at(metadata, "fcp_xml"), "name");
        event.effects.push_back(std::move(named));
    }
}

void read_own(const Json& own, conform::Event& event) {
    if (!own.is_object()) return;
    event.role = text_at(own, "role");
    event.link = text_at(own, "link");
    event.tape = text_at(own, "tape");
    event.note = text_at(own, "note");
    event.gain = Db{number_at(own, "gain_db").value_or(0)};
    event.gain_curve = curve_of(at(own, "gain_curve"));
    if (at(own, "gain_db") == "-inf") event.gain = Db{minus_infinity};
    if (const Json& channels = at(own, "channels"); channels.is_array()) {
        event.channels.clear();
        for (const Json& one : channels)
            if (one.is_number_integer() && event.channels.size() < channels_max)
                event.channels.push_back(static_cast<int>(std::clamp(one.get<double>(), -1.0, 255.0)));
    }
}

conform::FadeShape shape_named(std::string_view text) {
    const auto has = [&](std::string_view word) { return text.find(word) != text.npos; };
    if (has("equal_power") || has("3 dB") || has("+3dB") || has("3DB") || has("Constant Power"))
        return conform::FadeShape::equal_power;
    if (has("s_curve")) return conform::FadeShape::s_curve;
    if (has("logarithmic") || has("Exponential")) return conform::FadeShape::logarithmic;
    return conform::FadeShape::linear;
}

} // namespace

conform::Curve curve_of(const Json& curve) {
    conform::Curve out;
    const std::string shape = text_at(curve, "shape");
    if (shape == "linear_gain") out.shape = conform::CurveShape::linear_gain;
    if (shape == "constant") out.shape = conform::CurveShape::constant;
    for (const Json& point : at(curve, "points")) {
        if (!point.is_array() || point.size() != 2 || !point[0].is_string()) continue;
        const auto moment = parse_rational(point[0].get<std::string>());
        if (moment && (point[1].is_number() || point[1] == "-inf"))
            out.points.push_back({*moment, point[1].is_number() ? point[1].get<double>() : minus_infinity});
    }
    std::ranges::stable_sort(out.points, {}, &conform::CurvePoint::at);
    return out;
}

conform::FadeShape shape_of(const Json& transition) {
    const Json& metadata = at(transition, "metadata");
    if (const std::string own = text_at(at(metadata, "dubstage"), "shape"); !own.empty())
        return shape_named(own);
    return shape_named(text_at(at(metadata, "Resolve_OTIO"), "Transition Type") + " " +
                       text_at(transition, "name"));
}

Rational speed_of(const Json& item) {
    Rational speed{1};
    for (const Json& effect : at(item, "effects")) {
        const std::string schema = schema_of(effect);
        if (at(effect, "enabled") == false) continue;
        if (schema == "FreezeFrame") return {};
        if (schema != "LinearTimeWarp") continue;
        const auto exact = parse_rational(text_at(at(at(effect, "metadata"), "dubstage"), "speed"));
        const auto factor = exact ? exact : fraction_of(at(effect, "time_scalar"));
        if (factor && *factor <= Rational{1000} && *factor >= Rational{-1000}) speed = speed * *factor;
    }
    return speed;
}

bool by_premiere(const Json& item) { return at(at(item, "metadata"), "PremierePro_OTIO").is_object(); }

void read_clip_facts(Reading& reading, const Json& clip, conform::Event& event) {
    const Json& metadata = at(clip, "metadata");
    const Json &resolve = at(metadata, "Resolve_OTIO"), &premiere = at(metadata, "PremierePro_OTIO");
    for (const Json& channel : at(resolve, "Channels"))
        add_channel(number_at(channel, "Source Channel ID"), event);
    for (const Json& channel : at(at(premiere, "AudioChannels"), "SecondaryAssignments"))
        add_channel(number_at(channel, "SecondaryChannelIndex"), event);
    for (const Json* link : {&at(resolve, "Link Group ID"), &at(premiere, "LinkID")})
        if (!link->is_null() && event.link.empty())
            event.link = link->is_string() ? link->get<std::string>()
                                           : link->dump(-1, ' ', false, Json::error_handler_t::replace);
    const Json& cmx = at(metadata, "cmx_3600");
    event.tape = text_at(cmx, "reel");
    if (const Json& comments = at(cmx, "comments");
        comments.is_array() && !comments.empty() && comments[0].is_string())
        event.note = comments[0].get<std::string>();
    if (event.channels.empty())
        if (const auto index =
                parse_rational(text_at(at(at(metadata, "fcp_xml"), "sourcetrack"), "trackindex")))
            add_channel(index->value() - 1, event);
    read_effects(reading, clip, event);
    read_own(at(metadata, "dubstage"), event);
}

void read_track_facts(const Json& track, conform::ListTrack& to) {
    const Json& metadata = at(track, "metadata");
    const Json &resolve = at(metadata, "Resolve_OTIO"), &own = at(metadata, "dubstage");
    std::string type = text_at(resolve, "Audio Type");
    if (type.empty()) type = text_at(at(metadata, "fcp_xml"), "@premiereTrackType");
    if (type == "Stereo") to.channels = 2;
    if (type.starts_with("5.1")) to.channels = 6;
    if (type.starts_with("7.1")) to.channels = 8;
    auto count = number_at(at(at(metadata, "PremierePro_OTIO"), "AudioChannels"), "NumberOfChannels");
    if (!count) count = number_at(own, "channels");
    if (count && *count >= 1 && *count <= channels_max) to.channels = static_cast<int>(*count);
    to.soloed = at(resolve, "SoloOn") == true;
    to.role = text_at(own, "role");
    to.colour = text_at(own, "colour");
    to.department = text_at(own, "department");
    to.volume = curve_of(at(own, "volume"));
    to.pan = curve_of(at(own, "pan"));
}

} // namespace dub::turnover::otio
