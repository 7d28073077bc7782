#include "app/commands/answer.h"

#include <cmath>

#include "formats/project/value_json.h"

namespace dub::app {
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

std::string one_line(const Value& document) {
    return json::to_text(project::to_json(document), json::Form::one_line);
}

void answer(const Console& console, const Value& document) {
    if (console.json) print_document(console, json::to_text(project::to_json(document)));
}

} // namespace dub::app
