#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "app/commands/describe.h"

namespace dub::app {
namespace {

// Told first and in this order; other keys follow by the alphabet.
constexpr std::array<std::string_view, 28> first_keys{
    "kind",        "name",       "id",         "role",         "layout",
    "fps",         "start_tc",   "frames",     "programme_in", "programme_out",
    "sample_rate", "samples",    "duration_s", "container",    "layout_source",
    "channels",    "bits",       "float",      "path",         "source",
    "record_in",   "record_out", "output",     "tracks",       "buses",
    "media",       "pictures",   "markers"};

std::vector<const Value::Object::value_type*> in_order(const Value::Object& members) {
    std::vector<const Value::Object::value_type*> order;
    for (const auto& member : members)
        order.push_back(&member);
    std::ranges::stable_sort(order, {}, [](const auto* member) {
        return std::ranges::find(first_keys, std::string_view(member->first)) - first_keys.begin();
    });
    return order;
}

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
        for (const auto* const entry : in_order(members)) {
            const auto& [key, member] = *entry;
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
        for (const auto* const entry : in_order(*inner))
            add_member(lines, entry->first, entry->second, indent + 2);
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
    for (const auto* const entry : in_order(std::get<Value::Object>(document.data)))
        add_member(lines, entry->first, entry->second, 0);
    return lines;
}

} // namespace dub::app
