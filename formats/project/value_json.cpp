#include "formats/project/value_json.h"

#include <cmath>

#include "formats/project/json_values.h"

namespace dub::project {

using session::Value;

namespace {

Json number_json(double number) {
    constexpr double exact_below = 9007199254740992.0; // 2^53
    const bool whole = number == std::floor(number) && std::abs(number) < exact_below;
    if (whole && !(number == 0 && std::signbit(number))) return static_cast<std::int64_t>(number);
    return to_json(number);
}

struct Write {
    Json operator()(std::monostate) const { return nullptr; }
    Json operator()(bool set) const { return set; }
    Json operator()(double number) const { return number_json(number); }
    Json operator()(const std::string& text) const { return text; }
    Json operator()(const Value::List& items) const {
        Json array = Json::array();
        for (const auto& item : items)
            array.push_back(to_json(item));
        return array;
    }
    Json operator()(const Value::Object& members) const {
        Json made = Json::object();
        for (const auto& [key, member] : members)
            made[key] = to_json(member);
        return made;
    }
};

} // namespace

Json to_json(const Value& value) { return std::visit(Write{}, value.data); }

Value value_of(const Json& json) {
    if (json.is_boolean()) return {json.get<bool>()};
    if (json.is_number()) return {json.get<double>()};
    if (json.is_string()) return {json.get<std::string>()};
    if (json.is_array()) {
        Value::List list;
        for (const Json& entry : json)
            list.push_back(value_of(entry));
        return {std::move(list)};
    }
    if (json.is_object()) {
        Value::Object object;
        for (const auto& [key, entry] : json.items())
            object.emplace(key, value_of(entry));
        return {std::move(object)};
    }
    return {};
}

Json to_json(const EditCall& call) {
    Json entry = Json::object();
    for (const auto& [name, argument] : call.arguments)
        entry[name] = to_json(argument);
    entry["edit"] = call.edit;
    return entry;
}

std::optional<EditCall> call_of(const Json& entry) {
    const auto edit = entry.is_object() ? entry.find("edit") : entry.end();
    if (!entry.is_object() || edit == entry.end() || !edit->is_string()) return std::nullopt;
    EditCall call{edit->get<std::string>(), {}, 0};
    for (const auto& [key, argument] : entry.items())
        if (key != "edit") call.arguments.emplace(key, value_of(argument));
    return call;
}

} // namespace dub::project
