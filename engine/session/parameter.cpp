#include "engine/session/parameter.h"

#include <algorithm>

namespace dub::session {
namespace {

auto place_of(auto& entries, std::string_view id) {
    return std::ranges::lower_bound(entries, id, {},
                                    [](const auto& entry) -> std::string_view { return entry.first; });
}

} // namespace

double ParameterValues::get(const Parameter& parameter) const {
    const auto at = place_of(entries_, parameter.id);
    return at != entries_.end() && at->first == parameter.id ? at->second : parameter.fallback;
}

void ParameterValues::set(const Parameter& parameter, double value) {
    value = std::clamp(value, parameter.min, parameter.max);
    if (value == parameter.fallback) return erase(parameter.id);
    const auto at = place_of(entries_, parameter.id);
    if (at != entries_.end() && at->first == parameter.id)
        at->second = value;
    else
        entries_.insert(at, {std::string(parameter.id), value});
}

void ParameterValues::erase(std::string_view id) {
    const auto at = place_of(entries_, id);
    if (at != entries_.end() && at->first == id) entries_.erase(at);
}

const Parameter* find_parameter(std::span<const Parameter> declared, std::string_view id) {
    const auto at = std::ranges::find(declared, id, &Parameter::id);
    return at == declared.end() ? nullptr : &*at;
}

} // namespace dub::session
