#include <cmath>

#include <fmt/format.h>

#include "app/commands/describe.h"

namespace dub::app {
namespace {

std::string line_of(const Value& value);

struct Words {
    std::string operator()(std::monostate) const { return "-"; }
    std::string operator()(bool set) const { return set ? "yes" : "no"; }
    std::string operator()(double number) const {
        return number == std::floor(number) ? fmt::format("{:.0f}", number) : fmt::format("{:.6g}", number);
    }
    std::string operator()(const std::string& words) const { return words; }
    std::string operator()(const Value::List& items) const {
        std::string line;
        for (const auto& item : items)
            line += (line.empty() ? "" : " ") + line_of(item);
        return line.empty() ? "-" : line;
    }
    // A member that is a list of objects is told by its number: the row would not fit a line.
    std::string operator()(const Value::Object& members) const {
        std::string line;
        for (const auto& [key, member] : members) {
            const auto* const items = std::get_if<Value::List>(&member.data);
            const bool nested = items != nullptr && !items->empty() &&
                                std::holds_alternative<Value::Object>(items->front().data);
            line += fmt::format("{}{} {}", line.empty() ? "" : ", ", key,
                                nested ? std::to_string(items->size()) : line_of(member));
        }
        return line;
    }
};

std::string line_of(const Value& value) { return std::visit(Words{}, value.data); }

bool is_rows(const Value& value) {
    const auto* const items = std::get_if<Value::List>(&value.data);
    return items != nullptr && !items->empty() && std::holds_alternative<Value::Object>(items->front().data);
}

void add_member(std::string& lines, const std::string& key, const Value& member, int indent) {
    if (const auto* const inner = std::get_if<Value::Object>(&member.data)) {
        lines += fmt::format("{:{}}{}\n", "", indent, key);
        for (const auto& [name, value] : *inner)
            add_member(lines, name, value, indent + 2);
        return;
    }
    if (!is_rows(member)) {
        lines += fmt::format("{:{}}{:<22}{}\n", "", indent, key, line_of(member));
        return;
    }
    lines += fmt::format("{:{}}{}\n", "", indent, key);
    for (const auto& row : std::get<Value::List>(member.data))
        lines += fmt::format("{:{}}  {}\n", "", indent, line_of(row));
}

} // namespace

std::string as_lines(const Value& document) {
    std::string lines;
    for (const auto& [key, member] : std::get<Value::Object>(document.data))
        add_member(lines, key, member, 0);
    return lines;
}

} // namespace dub::app
