#include "engine/session/edits/show_value.h"

#include <fmt/format.h>

namespace dub::session {

std::string show(const Value& value) {
    struct Show {
        std::string operator()(std::monostate) const { return "null"; }
        std::string operator()(bool on) const { return on ? "true" : "false"; }
        std::string operator()(double number) const { return fmt::format("{}", number); }
        std::string operator()(const std::string& text) const {
            return fmt::format("'{}'", text.substr(0, 80));
        }
        std::string operator()(const Value::List& list) const {
            return fmt::format("a list of {}", list.size());
        }
        std::string operator()(const Value::Object& object) const {
            return fmt::format("an object of {}", object.size());
        }
    };
    return std::visit(Show{}, value.data);
}

std::string_view unit_text(Unit unit) {
    switch (unit) {
    case Unit::decibel: return "dB";
    case Unit::hertz: return "Hz";
    case Unit::milliseconds: return "ms";
    case Unit::percent: return "%";
    default: return "";
    }
}

} // namespace dub::session
