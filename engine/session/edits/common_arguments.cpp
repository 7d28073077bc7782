#include "engine/session/edits/common_arguments.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/session/parameters/catalogue.h"
#include "engine/session/parameters/strip.h"

namespace dub::session {

Result<const Parameter*> read_parameter(const ArgumentReader& in, std::span<const Parameter> declared) {
    std::string id;
    CHECK(in.read("parameter", id));
    if (const Parameter* found = find_parameter(declared, id)) return found;
    std::vector<std::string_view> known;
    for (const auto& one : declared)
        known.push_back(one.id);
    return in.refuse(fmt::format("'parameter' is '{}', which is not known here; expected one of {}.", id,
                                 fmt::join(known, ", ")));
}

Result<std::optional<SampleRange>> read_range(const ArgumentReader& in) {
    std::optional<SamplePos> from, to;
    CHECK(in.read("from", from));
    CHECK(in.read("to", to));
    if (from.has_value() != to.has_value()) return in.refuse("'from' and 'to' go together.");
    if (!from) return std::nullopt;
    return SampleRange{*from, *to};
}

Result<const Parameter*> read_target(const ArgumentReader& in, LaneTarget& out) {
    CHECK(in.read("strip", out.owner));
    CHECK(in.read("insert", out.address.insert));
    CHECK(in.read("send", out.address.send));
    CHECK(in.read("parameter", out.address.parameter));
    if (out.address.insert && out.address.send) return in.refuse("give 'insert' or 'send', not both.");
    const Strip* strip = find_strip(in.session(), out.owner);
    const auto insert = std::ranges::find(strip->inserts, out.address.insert, &Insert::id);
    if (out.address.insert && insert == strip->inserts.end())
        return in.refuse("'insert' is not on that strip.");
    const auto send = std::ranges::find(strip->sends, out.address.send, &Send::id);
    if (out.address.send && send == strip->sends.end()) return in.refuse("'send' is not on that strip.");
    if (out.address.send) return read_parameter(in, strip::send_parameters);
    if (!out.address.insert) return read_parameter(in, parameters_of(out.owner));
    const auto* processor = find_processor_parameters(insert->processor);
    return read_parameter(in, processor == nullptr ? std::span<const Parameter>{} : processor->parameters);
}

} // namespace dub::session
