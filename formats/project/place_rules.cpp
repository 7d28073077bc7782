#include "formats/project/place_rules.h"

#include <array>

#include <fmt/format.h>

#include "formats/json/json.h"

namespace dub::project {
namespace {

using conform::TrackRule;
using json::Json;

constexpr std::string_view rules_format = "dubstage-place-rules";

struct TextField {
    const char* key;
    std::string TrackRule::*at;
};
constexpr std::array text_fields{
    TextField{"name", &TrackRule::name},         TextField{"role", &TrackRule::role},
    TextField{"colour", &TrackRule::colour},     TextField{"department", &TrackRule::department},
    TextField{"to_track", &TrackRule::to_track},
};

std::unexpected<Error> wrong(std::string_view file, const std::string& what) {
    return fail(ErrorCode::invalid, fmt::format("{}: {}", file, what));
}

Result<TrackRule> rule_of(const Json& json, std::size_t number, std::string_view file) {
    const auto place = fmt::format("rule {}", number);
    if (!json.is_object()) return wrong(file, place + " is no object; expected {\"name\":…, \"to_role\":…}.");
    TrackRule rule;
    for (const auto& [key, value] : json.items()) {
        const auto* const field =
            std::ranges::find_if(text_fields, [&](const TextField& one) { return key == one.key; });
        if (field != text_fields.end() && value.is_string()) {
            rule.*field->at = value.get<std::string>();
        } else if (key == "take" && value.is_boolean()) {
            rule.take = value.get<bool>() ? conform::Take::yes : conform::Take::no;
        } else if (key == "to_role" && value.is_string()) {
            rule.to_role = session::role_named(value.get<std::string>());
            if (!rule.to_role)
                return wrong(file, fmt::format("{}: '{}' is not a role; dialogue, adr, foley, effects, "
                                               "ambience, music … are.",
                                               place, value.get<std::string>()));
        } else {
            return wrong(file, fmt::format("{}: '{}' is not known or not of the right kind; known are name, "
                                           "role, colour, department, to_role, to_track (text) and take "
                                           "(true or false).",
                                           place, key));
        }
    }
    return rule;
}

// One of two words; the first is false.
template <class Enum>
Result<Enum> choice(const Json& json, const char* key, std::array<const char*, 2> words, Enum usual,
                    std::string_view file) {
    if (!json.contains(key)) return usual;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (json[key] == words[i]) return static_cast<Enum>(i);
    return wrong(file, fmt::format("'{}' is neither \"{}\" nor \"{}\".", key, words[0], words[1]));
}

} // namespace

Result<conform::PlaceRules> place_rules_from_text(std::string_view text, std::string_view file) {
    TRY(const Json json, json::parse(text, file));
    if (!json.is_object() || json.value("format", Json()) != rules_format)
        return wrong(file, "it holds no rules for placing; expected \"format\":\"dubstage-place-rules\".");
    if (json.value("version", Json(1)) != 1)
        return wrong(file, "its version is not 1, the only one that is known.");
    for (const auto& [key, value] : json.items())
        if (key != "format" && key != "version" && key != "dual_mono" && key != "pan" && key != "tracks")
            return wrong(file, fmt::format("'{}' is not known; known are dual_mono, pan and tracks.", key));
    conform::PlaceRules rules;
    TRY(rules.dual_mono, choice(json, "dual_mono", {"fix", "keep"}, rules.dual_mono, file));
    TRY(rules.pan, choice(json, "pan", {"keep", "drop"}, rules.pan, file));
    const Json list = json.value("tracks", Json::array());
    if (!list.is_array()) return wrong(file, "'tracks' is no list.");
    for (const Json& one : list) {
        TRY(auto rule, rule_of(one, rules.tracks.size() + 1, file));
        rules.tracks.push_back(std::move(rule));
    }
    return rules;
}

std::string to_text(const conform::PlaceRules& rules) {
    Json list = Json::array();
    for (const TrackRule& rule : rules.tracks) {
        Json one = Json::object();
        for (const TextField& field : text_fields)
            if (!(rule.*field.at).empty()) one[field.key] = rule.*field.at;
        if (rule.to_role) one["to_role"] = std::string(session::name_of(*rule.to_role));
        if (rule.take == conform::Take::no) one["take"] = false;
        list.push_back(std::move(one));
    }
    const Json json{{"format", rules_format},
                    {"version", 1},
                    {"dual_mono", rules.dual_mono == conform::DualMono::fix ? "fix" : "keep"},
                    {"pan", rules.pan == conform::CuttingRoomPan::keep ? "keep" : "drop"},
                    {"tracks", std::move(list)}};
    return json::to_text(json) + "\n";
}

} // namespace dub::project
