#include "engine/plan/automation/controls.h"

#include "engine/plan/print_place.h"
#include "engine/session/round.h"

namespace dub::plan {

Curve Controls::curve(const session::ParameterAddress& address, const session::Parameter& parameter,
                      const session::ParameterValues& values) const {
    Curve curve = curve_of(*strip_, address, parameter, values);
    const auto hands = is_behind_print(address) ? behind_print_ : owner_;
    if (live_ == nullptr || !hands) return curve;
    LiveValue& value = (*live_)[{*hands, address.insert, address.send, parameter.id}];
    value.set_round(session::once_round(parameter));
    curve.follow(&value);
    return curve;
}

Curve Controls::of(const session::Parameter& parameter) const {
    return curve(address_of(parameter), parameter, strip_->values);
}

Curve Controls::of(const session::Insert& insert, const session::Parameter& parameter) const {
    return curve({insert.id, {}, std::string(parameter.id)}, parameter, insert.values);
}

Curve Controls::of(const session::Send& send, const session::Parameter& parameter) const {
    return curve({{}, send.id, std::string(parameter.id)}, parameter, send.values);
}

} // namespace dub::plan
