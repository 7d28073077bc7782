#include "engine/session/passes/control.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/session/edits/lane_cutting.h"
#include "engine/session/lookup.h"
#include "engine/session/parameters/catalogue.h"
#include "engine/session/parameters/strip.h"

namespace dub::session {
namespace {

constexpr std::size_t names_most = 3;

std::string word_of(const Session& session, const Control& control) {
    const ParameterAddress& address = control.address;
    const auto kind = kind_of(address);
    const Strip* const strip = find_strip(session, control.owner);
    if (kind == ControlKind::pan) return "pan";
    if (kind == ControlKind::lfe) return "LFE";
    if (kind == ControlKind::send && strip != nullptr)
        for (const Send& send : strip->sends)
            if (send.id == address.send) return "send to " + name_of(session, StripOwner{{}, send.to});
    if (kind == ControlKind::plug_in && strip != nullptr)
        for (const Insert& insert : strip->inserts)
            if (insert.id == address.insert) return insert.processor + " " + address.parameter;
    if (address.parameter == strip::fader.id) return "fader";
    const bool trim =
        address.parameter == strip::fader_trim.id || address.parameter == strip::version_trim.id;
    return trim ? "trim" : address.parameter;
}

// What a person takes hold of to write it.
ParameterAddress handle_of(ParameterAddress address) {
    constexpr std::string_view relative = ".trim";
    if (strip::is_of_version(address))
        address.parameter = strip::fader.id;
    else if (!address.insert && address.parameter.ends_with(relative))
        address.parameter.resize(address.parameter.size() - relative.size());
    return address;
}

} // namespace

bool is_safe(const Automation& automation, const ParameterAddress& address) {
    const auto safe = [&](const ParameterAddress& one) {
        return std::ranges::binary_search(automation.safe_parameters, one);
    };
    return automation.safe || safe(address) || safe(handle_of(address));
}

std::string_view name_of(ControlKind kind) {
    constexpr std::array<std::string_view, control_kinds.size()> names{"Volume", "Pan", "Mute",
                                                                       "Send",   "LFE", "Plug-in"};
    return names[static_cast<std::size_t>(kind)];
}

std::optional<ControlKind> kind_of(const ParameterAddress& address) {
    if (address.insert) return ControlKind::plug_in;
    if (address.send) return ControlKind::send;
    if (address.parameter.starts_with("fader") || address.parameter == strip::version_trim.id)
        return ControlKind::volume;
    if (address.parameter.starts_with("pan.")) return ControlKind::pan;
    if (address.parameter.starts_with("lfe.")) return ControlKind::lfe;
    if (address.parameter == strip::mute.id) return ControlKind::mute;
    return std::nullopt;
}

std::vector<Control> controls_of(const Session& session, const StripOwner& owner, const ControlKinds& kinds) {
    std::vector<Control> controls;
    const Strip* const strip = find_strip(session, owner);
    if (strip == nullptr) return controls;
    const auto add = [&](InsertId insert, SendId send, std::span<const Parameter> parameters) {
        for (const Parameter& one : parameters) {
            Control control{owner, {insert, send, std::string(one.id)}};
            const auto kind = kind_of(control.address);
            if (kind && kinds.contains(*kind) && !is_safe(strip->automation, control.address))
                controls.push_back(std::move(control));
        }
    };
    add({}, {}, parameters_of(owner));
    for (const Send& send : strip->sends)
        add({}, send.id, strip::send_parameters);
    for (const Insert& insert : strip->inserts)
        if (const auto* const processor = find_processor_parameters(insert.processor))
            add(insert.id, {}, processor->parameters);
    return controls;
}

std::string name_of(const Session& session, const Control& control) {
    return name_of(session, control.owner) + " " + word_of(session, control);
}

std::string names_of(const Session& session, const std::vector<Control>& controls) {
    std::vector<std::string> names;
    for (const Control& control : controls)
        if (std::string name = name_of(session, control); std::ranges::find(names, name) == names.end())
            names.push_back(std::move(name));
    const std::size_t said = names.size() <= names_most ? names.size() : names_most - 1;
    const auto end = names.begin() + static_cast<std::ptrdiff_t>(said);
    std::string text = fmt::format("{}", fmt::join(names.begin(), end, ", "));
    if (said < names.size()) text += fmt::format(" and {} more", names.size() - said);
    return text;
}

const Parameter* declared(const Session& session, const Control& control) {
    const Strip* const strip = find_strip(session, control.owner);
    return strip == nullptr ? nullptr : declared_parameter(*strip, control.address);
}

const Lane* lane_of(const Session& session, const Control& control) {
    const Strip* const strip = find_strip(session, control.owner);
    const Lane* const lane = strip == nullptr ? nullptr : find_lane(*strip, control.address);
    return lane == nullptr || lane->points.empty() ? nullptr : lane;
}

double value_at(const Session& session, const Control& control, SamplePos at) {
    const Strip& strip = *find_strip(session, control.owner);
    const Parameter& parameter = *declared(session, control);
    const Lane* const lane = lane_of(session, control);
    if (lane == nullptr || !lanes_play(strip, control.address))
        return static_value(strip, control.address, parameter);
    return *value_at(lane->points, at, parameter.taper);
}

} // namespace dub::session
