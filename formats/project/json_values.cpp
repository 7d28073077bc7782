#include "formats/project/json_values.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include <fmt/format.h>

#include "engine/session/names.h"

namespace dub::project {

using namespace session;

namespace {

constexpr std::int64_t whole_max = std::int64_t{1} << 47;
constexpr std::string_view whole_expected = "a whole number from -2^47 to 2^47";

Json word(std::span<const std::string_view> names, std::size_t index) { return std::string(names[index]); }

template <class Enum>
Expected read_word(const Json& json, std::span<const std::string_view> names, Enum& out) {
    const auto choice =
        json.is_string() ? choice_named<Enum>(names, json.get_ref<const std::string&>()) : std::nullopt;
    if (!choice) return fmt::format("one of {}", fmt::join(names, ", "));
    out = *choice;
    return {};
}

// A declaration for a value whose parameter is not known yet: it takes any number. What is declared is
// checked by session::check, which knows the processor.
Parameter any_parameter(std::string_view id) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    return {id, id, Unit::none, -infinity, infinity, std::numeric_limits<double>::quiet_NaN()};
}

} // namespace

Json to_json(double value) {
    if (std::isfinite(value)) return value;
    return std::isnan(value) ? "nan" : value < 0 ? "-inf" : "inf";
}

Json to_json(const Layout& layout) { return layout.name(); }

Json to_json(const RoleSet& set) {
    Json names = Json::array();
    for (const Role role : roles())
        if (set.has(role)) names.push_back(std::string(name_of(role)));
    return names;
}

Json to_json(Role role) { return std::string(name_of(role)); }
Json to_json(BusKind kind) { return word(bus_kind_names, static_cast<std::size_t>(kind)); }
Json to_json(AutomationMode mode) { return word(automation_mode_names, static_cast<std::size_t>(mode)); }
Json to_json(FadeCurve curve) { return word(fade_curve_names, static_cast<std::size_t>(curve)); }
Json to_json(SendTap tap) { return word(send_tap_names, static_cast<std::size_t>(tap)); }
Json to_json(SoloMode mode) { return word(solo_mode_names, static_cast<std::size_t>(mode)); }
Json to_json(SurroundPair pair) { return word(surround_pair_names, static_cast<std::size_t>(pair)); }
Json to_json(SegmentKind kind) { return word(segment_kind_names, static_cast<std::size_t>(kind)); }
Json to_json(SpeedMethod method) { return word(speed_method_names, static_cast<std::size_t>(method)); }
Json to_json(FrameRate rate) { return {rate.num, rate.den}; }
Json to_json(const TimecodeFormat& format) { return std::string(name_of(format)); }

Json to_json(const std::vector<LanePoint>& points) {
    Json list = Json::array();
    for (const LanePoint& point : points)
        list.push_back(Json::array({point.at.value, to_json(point.value)}));
    return list;
}

Json to_json(const std::vector<StripOwner>& members) {
    Json list = Json::array();
    for (const StripOwner member : members)
        list.push_back(member.text());
    return list;
}

Json to_json(const ParameterValues& values) {
    Json object = Json::object();
    for (const auto& [id, value] : values.entries())
        object[id] = to_json(value);
    return object;
}

Expected from_json(const Json& json, std::string& out) {
    if (!json.is_string()) return "text";
    out = json.get<std::string>();
    return {};
}

Expected from_json(const Json& json, bool& out) {
    if (!json.is_boolean()) return "true or false";
    out = json.get<bool>();
    return {};
}

Expected from_json(const Json& json, std::int64_t& out) {
    if (!json.is_number_integer()) return std::string(whole_expected);
    if (json.is_number_unsigned() && json.get<std::uint64_t>() > static_cast<std::uint64_t>(whole_max))
        return std::string(whole_expected);
    const auto number = json.get<std::int64_t>();
    if (number < -whole_max || number > whole_max) return std::string(whole_expected);
    out = number;
    return {};
}

Expected from_json(const Json& json, int& out) {
    std::int64_t number = 0;
    if (from_json(json, number) || number < -1'000'000 || number > 1'000'000)
        return "a whole number up to 1000000";
    out = static_cast<int>(number);
    return {};
}

Expected from_json(const Json& json, std::uint64_t& out) {
    if (!json.is_number_unsigned()) return "a whole number, 0 or more";
    out = json.get<std::uint64_t>();
    return {};
}

Expected from_json(const Json& json, double& out) {
    if (json.is_number()) return out = json.get<double>(), Expected{};
    if (json == "-inf") return out = -std::numeric_limits<double>::infinity(), Expected{};
    if (json == "inf") return out = std::numeric_limits<double>::infinity(), Expected{};
    return "a number";
}

Expected from_json(const Json& json, Layout& out) {
    if (!json.is_string()) return "a layout: \"mono\", \"5.1\" or speaker labels";
    auto layout = layout_named(json.get_ref<const std::string&>());
    if (!layout) return "a layout: \"mono\", \"5.1\" or speaker labels";
    out = *layout;
    return {};
}

Expected from_json(const Json& json, Role& out) {
    const auto role = json.is_string() ? role_named(json.get_ref<const std::string&>()) : std::nullopt;
    if (!role) return "a role: \"dialogue\", \"foley\" …";
    out = *role;
    return {};
}

Expected from_json(const Json& json, RoleSet& out) {
    if (!json.is_array()) return "a list of roles";
    for (const Json& name : json) {
        Role role{};
        if (auto wrong = from_json(name, role)) return wrong;
        out.insert(role);
    }
    return {};
}

Expected from_json(const Json& json, BusKind& out) { return read_word(json, bus_kind_names, out); }
Expected from_json(const Json& json, AutomationMode& out) {
    return read_word(json, automation_mode_names, out);
}
Expected from_json(const Json& json, FadeCurve& out) { return read_word(json, fade_curve_names, out); }
Expected from_json(const Json& json, SendTap& out) { return read_word(json, send_tap_names, out); }
Expected from_json(const Json& json, SoloMode& out) { return read_word(json, solo_mode_names, out); }
Expected from_json(const Json& json, SurroundPair& out) { return read_word(json, surround_pair_names, out); }

Expected from_json(const Json& json, SegmentKind& out) { return read_word(json, segment_kind_names, out); }
Expected from_json(const Json& json, SpeedMethod& out) { return read_word(json, speed_method_names, out); }

Expected from_json(const Json& json, StripOwner& out) {
    if (!from_json(json, out.track) || !from_json(json, out.bus) || !from_json(json, out.vca)) return {};
    return "a track, a bus or a VCA: \"t1\", \"b1\" or \"a1\"";
}

Expected from_json(const Json& json, std::vector<StripOwner>& out) {
    if (!json.is_array()) return "a list of tracks, buses and VCAs: [\"t1\", \"b1\", \"a1\"]";
    for (const Json& member : json)
        if (auto wrong = from_json(member, out.emplace_back())) return wrong;
    std::ranges::sort(out);
    return {};
}

Expected from_json(const Json& json, FrameRate& out) {
    if (!json.is_array() || json.size() != 2) return "a fraction: [24000, 1001]";
    if (auto wrong = from_json(json[0], out.num)) return wrong;
    if (auto wrong = from_json(json[1], out.den)) return wrong;
    if (out.num < 1 || out.den < 1) return "a fraction of positive numbers";
    return {};
}

Expected from_json(const Json& json, TimecodeFormat& out) {
    const auto format = timecode_format(json.is_string() ? json.get<std::string>() : "");
    if (!format) return "a frame rate: \"23.976\", \"24\", \"29.97df\" …";
    out = *format;
    return {};
}

Expected from_json(const Json& json, std::vector<LanePoint>& out) {
    if (const auto pairs = json::packed_pairs(json)) {
        out.reserve(pairs->size());
        for (const auto& pair : *pairs) {
            if (pair.first < -whole_max || pair.first > whole_max) return std::string(whole_expected);
            out.push_back({SamplePos{pair.first}, pair.second});
        }
        return {};
    }
    if (!json.is_array()) return "a list of [sample, value]";
    out.reserve(json.size());
    for (const Json& pair : json) {
        if (!pair.is_array() || pair.size() != 2) return "points as [sample, value]";
        LanePoint& point = out.emplace_back();
        if (auto wrong = from_json(pair[0], point.at)) return wrong;
        if (pair[1].is_null() || pair[1] == "nan") // as programs write what is no number: session::repaired
            point.value = std::numeric_limits<double>::quiet_NaN();
        else if (auto wrong = from_json(pair[1], point.value))
            return wrong;
    }
    return {};
}

Expected from_json(const Json& json, ParameterValues& out) {
    if (!json.is_object()) return "an object of parameters and numbers";
    for (const auto& [id, entry] : json.items()) {
        double value = 0;
        if (auto wrong = from_json(entry, value)) return fmt::format("{} for '{}'", *wrong, id);
        out.set(any_parameter(id), value);
    }
    return {};
}

Expected from_json(const Json& json, std::vector<int>& out) {
    if (!json.is_array()) return "a list of whole numbers";
    for (const Json& number : json)
        if (auto wrong = from_json(number, out.emplace_back())) return wrong;
    return {};
}

} // namespace dub::project
