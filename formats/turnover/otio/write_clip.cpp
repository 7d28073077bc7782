#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "engine/conform/nesting.h"
#include "formats/turnover/otio/writing.h"

namespace dub::turnover::otio {
namespace {

std::string exact(Rational value) {
    return value.whole() ? fmt::format("{}", value.num()) : fmt::format("{}/{}", value.num(), value.den());
}

void set(Json& object, const char* key, const std::string& text) {
    if (!text.empty()) object[key] = text;
}

Json own_facts_of(const conform::Source& source, int index) {
    Json own{{"id", fmt::format("source {}", index + 1)}, {"name", source.name}};
    set(own, "tape", source.tape);
    set(own, "scene", source.scene);
    set(own, "take", source.take);
    if (!source.umids.empty()) own["umids"] = source.umids;
    if (source.locators.size() > 1) own["locators"] = source.locators;
    if (source.channels > 0) own["channels"] = source.channels;
    if (source.bits > 0) own["bits"] = source.bits;
    if (source.moving) own["moving"] = true;
    if (source.rate) own["sample_rate"] = source.rate->hz;
    if (source.picture_rate) own["picture_rate"] = time_json(none, *source.picture_rate);
    for (const auto& [name, text] : source.comments)
        own["comments"].push_back(Json::array({name, text}));
    if (!source.start) own["timecode"] = false;
    if (source.timecode && source.timecode->drop == DropFrame::yes) own["drop"] = true;
    if (source.start && !source.length)
        own["start"] = time_json(seconds_at(*source.start, source.timecode.value_or(TimecodeFormat{}).rate),
                                 source.timecode.value_or(TimecodeFormat{}).rate);
    return own;
}

// Where the recording's own time begins, as source ranges count.
Rational first_of(const conform::Turnover& list, const conform::Event& event) {
    if (event.source < 0 || event.origin == conform::SourceOrigin::timecode) return none;
    const conform::Source& source = list.sources[static_cast<std::size_t>(event.source)];
    if (!source.start || !source.length) return none;
    return seconds_at(*source.start, source.timecode.value_or(list.timecode).rate);
}

Json own_facts_of(const conform::Event& event) {
    Json own = Json::object();
    set(own, "role", event.role);
    set(own, "link", event.link);
    set(own, "tape", event.tape);
    set(own, "note", event.note);
    if (event.gain != Db{}) own["gain_db"] = db_json(event.gain.value);
    if (!event.gain_curve.points.empty()) own["gain_curve"] = curve_json(event.gain_curve);
    if (!event.channels.empty()) own["channels"] = event.channels;
    if (event.origin == conform::SourceOrigin::timecode) own["origin"] = "timecode";
    if (event.kind == conform::EventKind::key) own["kind"] = "key";
    return own;
}

// As Resolve writes it: dB by frame from the clip's start.
Json resolve_volume(const conform::Event& event, FrameRate rate) {
    const auto bounded = [](double db) { return std::clamp(db, -100.0, 30.0); };
    Json keys = Json::object();
    for (const conform::CurvePoint& point : event.gain_curve.points) {
        const std::int64_t frame = (point.at * Rational{rate.num, rate.den}).nearest();
        keys[std::to_string(frame)] = {{"Value", bounded(event.gain.value + point.value)},
                                       {"Variant Type", "Double"}};
    }
    const Json parameter{{"Default Parameter Value", 0.0},
                         {"Key Frames", keys},
                         {"Parameter ID", "volume"},
                         {"Parameter Value", bounded(event.gain.value)},
                         {"Variant Type", "Double"},
                         {"maxValue", 30.0},
                         {"minValue", -100.0}};
    Json effect = Json{{"OTIO_SCHEMA", "Effect.1"}, {"name", ""}, {"effect_name", "Resolve Effect"}};
    effect["metadata"]["Resolve_OTIO"] = {{"Effect Name", "Fairlight Clip Volume and Fades"},
                                          {"Enabled", true},
                                          {"Name", "Volume"},
                                          {"Parameters", Json::array({parameter})},
                                          {"Type", 62}};
    return effect;
}

Json effects_of(const conform::ListTrack& track, const conform::Event& event, FrameRate rate) {
    Json effects = Json::array();
    if (event.speed == none)
        effects.push_back({{"OTIO_SCHEMA", "FreezeFrame.1"},
                           {"name", ""},
                           {"effect_name", "FreezeFrame"},
                           {"metadata", Json::object()},
                           {"time_scalar", 0.0}});
    else if (event.speed != Rational{1})
        effects.push_back({{"OTIO_SCHEMA", "LinearTimeWarp.1"},
                           {"name", ""},
                           {"effect_name", "LinearTimeWarp"},
                           {"metadata", {{"dubstage", {{"speed", exact(event.speed)}}}}},
                           {"time_scalar", event.speed.value()}});
    const bool loud = event.gain != Db{} || !event.gain_curve.points.empty();
    if (track.kind == conform::TrackKind::sound && loud) effects.push_back(resolve_volume(event, rate));
    for (const std::string& name : event.effects)
        effects.push_back({{"OTIO_SCHEMA", "Effect.1"},
                           {"name", name},
                           {"effect_name", name},
                           {"metadata", Json::object()}});
    return effects;
}

std::string_view name_of(conform::FadeShape shape) {
    switch (shape) {
    case conform::FadeShape::linear: return "linear";
    case conform::FadeShape::equal_power: return "equal_power";
    case conform::FadeShape::s_curve: return "s_curve";
    case conform::FadeShape::logarithmic: return "logarithmic";
    }
    return "linear";
}

} // namespace

Json time_json(Rational seconds, FrameRate rate) {
    const Rational frames = seconds * Rational{rate.num, rate.den};
    Json time = Json::object();
    time["OTIO_SCHEMA"] = "RationalTime.1";
    time["value"] = static_cast<double>(frames.whole() ? frames.num() : seconds.num());
    time["rate"] = frames.whole() ? Rational{rate.num, rate.den}.value() : static_cast<double>(seconds.den());
    return time;
}

Json range_json(Rational start, Rational length, FrameRate rate) {
    return {{"OTIO_SCHEMA", "TimeRange.1"},
            {"start_time", time_json(start, rate)},
            {"duration", time_json(length, rate)}};
}

Json db_json(double db) { return std::isinf(db) ? Json("-inf") : Json(db); }

Json curve_json(const conform::Curve& curve) {
    constexpr std::array<const char*, 3> shapes{"linear_gain", "linear_db", "constant"};
    Json out{{"shape", shapes.at(static_cast<std::size_t>(curve.shape))}, {"points", Json::array()}};
    for (const conform::CurvePoint& point : curve.points)
        out["points"].push_back(Json::array({exact(point.at), db_json(point.value)}));
    return out;
}

Json item_json(const char* schema, const std::string& name) {
    return {{"OTIO_SCHEMA", schema},
            {"name", name},
            {"metadata", Json::object()},
            {"source_range", nullptr},
            {"effects", Json::array()},
            {"markers", Json::array()},
            {"enabled", true}};
}

Json media_json(const conform::Turnover& list, const conform::Event& event) {
    Json media{{"OTIO_SCHEMA", "MissingReference.1"},
               {"name", ""},
               {"metadata", Json::object()},
               {"available_range", nullptr},
               {"available_image_bounds", nullptr}};
    if (event.kind == conform::EventKind::generated) {
        media["OTIO_SCHEMA"] = "GeneratorReference.1";
        media["generator_kind"] = event.name;
        media["parameters"] = Json::object();
        return media;
    }
    if (event.source < 0) {
        media["metadata"]["dubstage"]["none"] = true;
        return media;
    }
    const conform::Source& source = list.sources[static_cast<std::size_t>(event.source)];
    media["name"] = source.name;
    media["metadata"]["dubstage"] = own_facts_of(source, event.source);
    if (!source.locators.empty()) {
        media["OTIO_SCHEMA"] = "ExternalReference.1";
        media["target_url"] = source.locators.front();
    }
    const FrameRate rate = source.timecode.value_or(list.timecode).rate;
    if (source.length)
        media["available_range"] =
            range_json(seconds_at(source.start.value_or(FramePos{}), rate), *source.length, rate);
    return media;
}

Json clip_json(const conform::Turnover& list, const conform::ListTrack& track, const conform::Event& event,
               Rational before, Rational after) {
    const FrameRate rate = list.timecode.rate;
    Json clip = item_json("Clip.2", event.name);
    const Rational fast = event.speed < none ? -event.speed : event.speed;
    const Rational hidden = (event.speed < none ? after : before) * fast;
    const Rational start = event.played.start + hidden + first_of(list, event);
    clip["source_range"] = range_json(start, event.record.length() - before - after, rate);
    clip["enabled"] = !event.muted;
    clip["effects"] = effects_of(track, event, rate);
    clip["metadata"]["dubstage"] = own_facts_of(event);
    for (const int channel : event.channels)
        if (channel >= 0)
            clip["metadata"]["Resolve_OTIO"]["Channels"].push_back(
                {{"Source Channel ID", channel}, {"Source Track ID", 0}});
    clip["media_references"] = {{"DEFAULT_MEDIA", media_json(list, event)}};
    clip["active_media_reference_key"] = "DEFAULT_MEDIA";
    return clip;
}

Json transition_json(Rational in, Rational out, conform::FadeShape shape, FrameRate rate) {
    return {{"OTIO_SCHEMA", "Transition.1"},
            {"name", shape == conform::FadeShape::equal_power ? "Cross Fade +3 dB" : "Cross Fade 0 dB"},
            {"metadata", {{"dubstage", {{"shape", name_of(shape)}}}}},
            {"transition_type", "SMPTE_Dissolve"},
            {"in_offset", time_json(in, rate)},
            {"out_offset", time_json(out, rate)}};
}

} // namespace dub::turnover::otio
