#include "app/surfaces/bindings.h"

#include <array>

#include <fmt/format.h>

#include "engine/session/parameters/strip.h"
#include "formats/json/json.h"

namespace dub::app {
namespace {

using json::Json;

constexpr std::array<std::string_view, 3> kinds{"controller", "note", "bend"};
constexpr std::array<std::string_view, 2> travels{"absolute", "relative"};
constexpr std::size_t bindings_max = 4096, name_max = 512;

std::unexpected<Error> bad(std::string_view where, const std::string& what) {
    return fail(ErrorCode::invalid,
                fmt::format("{}: {}. Correct the file, or remove it and learn anew.", where, what));
}

template <std::size_t n>
Result<std::size_t> word(const Json& object, const char* key, const std::array<std::string_view, n>& words,
                         std::string_view where) {
    const auto found = object.find(key);
    if (found == object.end()) return 0;
    if (found->is_string())
        for (std::size_t i = 0; i < n; ++i)
            if (found->get_ref<const std::string&>() == words[i]) return i;
    return bad(where, fmt::format("'{}' is one of {}", key, fmt::join(words, ", ")));
}

Result<std::string> text(const Json& object, const char* key, std::string_view where) {
    const auto found = object.find(key);
    if (found == object.end()) return std::string();
    if (!found->is_string() || found->get_ref<const std::string&>().size() > name_max)
        return bad(where, fmt::format("'{}' is a short text", key));
    return found->get<std::string>();
}

Result<int> whole(const Json& object, const char* key, int low, int high, std::string_view where) {
    const auto found = object.find(key);
    if (found != object.end() && found->is_number_integer()) {
        const auto value = found->get<std::int64_t>();
        if (value >= low && value <= high) return static_cast<int>(value);
    }
    return bad(where, fmt::format("'{}' is a whole number from {} to {}", key, low, high));
}

Result<Binding> read_binding(const Json& object, const std::string& where) {
    if (!object.is_object()) return bad(where, "a binding is an object");
    Binding made;
    TRY(made.port, text(object, "port", where));
    if (made.port.empty()) return bad(where, "'port' names the MIDI input it comes from");
    TRY(const std::size_t kind, word(object, "control", kinds, where));
    made.control.kind = static_cast<MidiControl::Kind>(kind);
    TRY(made.control.channel, whole(object, "channel", 1, 16, where));
    if (made.control.kind != MidiControl::Kind::bend) {
        TRY(made.control.number, whole(object, "number", 0, 127, where));
    }
    TRY(const std::size_t travel, word(object, "travel", travels, where));
    made.travel = static_cast<Binding::Travel>(travel);
    TRY(made.strip, text(object, "strip", where));
    TRY(made.parameter, text(object, "parameter", where));
    TRY(made.command, text(object, "command", where));
    const bool moves = !made.strip.empty() && !made.parameter.empty();
    if (moves == !made.command.empty() || made.strip.empty() != made.parameter.empty())
        return bad(where, "it has 'strip' and 'parameter', or 'command'");
    if (moves && session::find_parameter(session::strip::all, made.parameter) == nullptr)
        return bad(where, fmt::format("a strip has no parameter '{}'", made.parameter));
    return made;
}

} // namespace

std::string MidiControl::text() const {
    if (kind == Kind::bend) return fmt::format("pitch bend, channel {}", channel);
    return fmt::format("{} {}, channel {}", kinds[static_cast<std::size_t>(kind)], number, channel);
}

std::optional<ControlMoved> control_moved(std::span<const std::uint8_t> message) {
    if (message.size() != 3 || message[0] < 0x80 || message[0] >= 0xF0 || (message[1] | message[2]) > 0x7F)
        return std::nullopt;
    const int channel = (message[0] & 0x0F) + 1;
    using Kind = MidiControl::Kind;
    switch (message[0] & 0xF0) {
    case 0x80: return ControlMoved{{Kind::note, channel, message[1]}, 0};
    case 0x90: return ControlMoved{{Kind::note, channel, message[1]}, message[2]};
    case 0xB0: return ControlMoved{{Kind::controller, channel, message[1]}, message[2]};
    case 0xE0: return ControlMoved{{Kind::bend, channel, 0}, message[2] << 7 | message[1]};
    default: return std::nullopt;
    }
}

Result<std::vector<Binding>> read_bindings(std::string_view text, std::string_view name) {
    TRY(const Json document, json::parse(text, name));
    const std::string file(name);
    if (!document.is_object() || !document.contains("bindings") || !document["bindings"].is_array())
        return bad(file, "a file of learned controllers is an object with a list 'bindings'");
    const Json& list = document["bindings"];
    if (list.size() > bindings_max) return bad(file, fmt::format("more than {} bindings", bindings_max));
    std::vector<Binding> bindings;
    for (std::size_t i = 0; i < list.size(); ++i) {
        TRY(auto one, read_binding(list[i], fmt::format("{}, binding {}", file, i + 1)));
        bindings.push_back(std::move(one));
    }
    return bindings;
}

std::string bindings_text(const std::vector<Binding>& bindings) {
    Json list = Json::array();
    for (const Binding& one : bindings) {
        Json object{{"port", one.port},
                    {"control", kinds[static_cast<std::size_t>(one.control.kind)]},
                    {"channel", one.control.channel}};
        if (one.control.kind != MidiControl::Kind::bend) object["number"] = one.control.number;
        if (one.command.empty()) {
            object["travel"] = travels[static_cast<std::size_t>(one.travel)];
            object["strip"] = one.strip;
            object["parameter"] = one.parameter;
        } else {
            object["command"] = one.command;
        }
        list.push_back(std::move(object));
    }
    return json::to_text(Json{{"bindings", std::move(list)}}) + "\n";
}

} // namespace dub::app
