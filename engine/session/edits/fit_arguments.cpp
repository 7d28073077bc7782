#include "engine/session/edits/fit_arguments.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/session/edits/read_arguments.h"
#include "engine/session/edits/show_value.h"
#include "engine/session/parameters/strip.h"

namespace dub::session {
namespace {

constexpr std::array edits_of_a_parameter{"set_parameter", "set_insert_parameter", "write_lane",
                                          "punch_lane"};
constexpr std::array edits_of_a_send{"set_send", "add_send"};

bool is_one_of(const auto& names, std::string_view edit) {
    return std::ranges::find(names, edit) != names.end();
}

const Parameter* of_insert(const ArgumentReader& in, std::string_view id) {
    InsertId insert;
    if (!in.read("insert", insert)) return nullptr;
    const auto place = find_insert(in.session(), insert);
    if (!place) return nullptr;
    return declared_parameter(*find_strip(in.session(), place->owner), {insert, {}, std::string(id)});
}

const Parameter* parameter_of(const ArgumentReader& in, std::string_view edit) {
    if (is_one_of(edits_of_a_send, edit)) return &strip::send_level;
    std::string id;
    if (!is_one_of(edits_of_a_parameter, edit) || !in.read("parameter", id)) return nullptr;
    if (in.has("insert")) return of_insert(in, id);
    return in.has("send") ? find_parameter(strip::send_parameters, id) : find_parameter(strip::all, id);
}

// Returns whether it was beyond.
bool fit(Value& value, const Parameter& parameter) {
    auto* const number = std::get_if<double>(&value.data);
    if (number == nullptr || (*number >= parameter.min && *number <= parameter.max)) return false;
    *number = std::clamp(*number, parameter.min, parameter.max);
    return true;
}

// Of [time, value] or {"at": time, "value": number}; nullptr: it is neither.
Value* value_of_point(Value& point) {
    if (auto* const pair = std::get_if<Value::List>(&point.data))
        return pair->size() == 2 ? &pair->back() : nullptr;
    auto* const object = std::get_if<Value::Object>(&point.data);
    if (object == nullptr) return nullptr;
    const auto at = object->find("value");
    return at == object->end() ? nullptr : &at->second;
}

std::size_t fit_points(Value& points, const Parameter& parameter) {
    std::size_t beyond = 0;
    if (auto* const list = std::get_if<Value::List>(&points.data))
        for (Value& point : *list)
            if (Value* const value = value_of_point(point)) beyond += fit(*value, parameter) ? 1 : 0;
    return beyond;
}

} // namespace

Arguments fit_arguments(const Session& session, std::string_view edit, Arguments given, Diagnostics& told) {
    const ArgumentReader in(session, edit, given);
    const Parameter* const parameter = parameter_of(in, edit);
    if (parameter == nullptr) return given;
    const auto tell = [&, unit = unit_text(parameter->unit)](std::string_view what, std::string_view became) {
        told.push_back({Severity::warning, "edit.clamped", std::string(edit),
                        fmt::format("{}: {} '{}' beyond {} to {}{}{}: {}.", edit, what, parameter->id,
                                    parameter->min, parameter->max, unit.empty() ? "" : " ", unit, became)});
    };
    for (const char* const name : {"value", "level"})
        if (const auto at = given.find(name); at != given.end()) {
            const std::string asked = show(at->second);
            if (fit(at->second, *parameter)) tell(asked + " for", "it is " + show(at->second) + " now");
        }
    if (const auto at = given.find("points"); at != given.end())
        if (const std::size_t beyond = fit_points(at->second, *parameter); beyond > 0)
            tell(fmt::format("{} of the points for", beyond), "they stand at its end now");
    return given;
}

} // namespace dub::session
