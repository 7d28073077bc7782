#include "app/commands/answer.h"

#include <cmath>

#include "formats/json/json.h"

namespace dub::app {
namespace {

using json::Json;

// Whole numbers are written without a point: a script compares sample counts as text.
Json number_json(double number) {
    constexpr double exact_below = 9007199254740992.0; // 2^53
    if (number == std::floor(number) && std::abs(number) < exact_below)
        return Json(static_cast<std::int64_t>(number));
    return json::number(number);
}

Json to_json(const Value& value);

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

Json to_json(const Value& value) { return std::visit(Write{}, value.data); }

} // namespace

Value none() { return {}; }
Value text(std::string_view text) { return {std::string(text)}; }
Value number(double number) { return std::isfinite(number) ? Value{number} : Value{}; }
Value whole(std::int64_t number) { return {static_cast<double>(number)}; }
Value flag(bool set) { return {set}; }
Value list(Value::List items) { return {std::move(items)}; }
Value object(Value::Object members) { return {std::move(members)}; }

Value labels(const Layout& layout) {
    Value::List names;
    for (const Speaker speaker : layout.speakers())
        names.push_back(text(label(speaker)));
    return list(std::move(names));
}

Value of(const Diagnostics& diagnostics) {
    Value::List rows;
    for (const auto& d : diagnostics)
        rows.push_back(object({{"code", text(d.code)},
                               {"severity", text(name_of(d.severity))},
                               {"where", text(d.where)},
                               {"sentence", text(d.sentence)}}));
    return list(std::move(rows));
}

void answer(const Console& console, const Value& document) {
    if (console.json) print_document(console, json::to_text(to_json(document)));
}

} // namespace dub::app
