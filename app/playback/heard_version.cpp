#include "app/playback/heard_version.h"

#include "engine/session/parameters/strip.h"

namespace dub::app {

namespace strip = session::strip;
using session::Control;
using session::Session;

namespace {

bool is_own(const Control& control, const session::Parameter& parameter) {
    return !control.address.insert && !control.address.send && control.address.parameter == parameter.id;
}

// By pointers: a strip's value is asked for thousands of times a second.
bool same(const Session& a, const Session& b) {
    return a.info == b.info && a.routing == b.routing && a.versions == b.versions && a.tracks == b.tracks;
}

} // namespace

VersionId HeardVersion::in(const Session& mix) const {
    return wanted_ && session::find_version(mix, wanted_) != nullptr ? wanted_ : VersionId{};
}

bool HeardVersion::takes_hands(const Session& mix) const {
    return hands_ == session::HandsWrite::version && in(mix);
}

Session HeardVersion::laid_over(const Session& mix) const {
    const VersionId version = in(mix);
    return version ? *session::as_version(mix, version) : mix; // it is there
}

const Session& HeardVersion::under_hands(const Session& mix) const {
    if (!takes_hands(mix)) return mix;
    if (laid_version_ != wanted_ || !same(mix, mix_)) {
        laid_ = laid_over(mix);
        mix_ = mix;
        laid_version_ = wanted_;
    }
    return laid_;
}

Control HeardVersion::meant(const Control& control) {
    if (control.owner.vca || !is_own(control, strip::fader)) return control;
    return {control.owner, address_of(strip::version_trim)};
}

bool HeardVersion::holds(const Control& meant) {
    return !meant.owner.vca && (is_own(meant, strip::version_trim) || is_own(meant, strip::mute));
}

session::WrittenEdit HeardVersion::as_edit(const Session& mix, const Control& meant, double value) const {
    session::WrittenEdit edit;
    edit.name = "set_version_strip";
    edit.arguments["version"].data = in(mix).text();
    edit.arguments["strips"].data = session::Value::List{{meant.owner.text()}};
    if (is_own(meant, strip::version_trim)) {
        edit.arguments["trim"].data = value;
        return edit;
    }
    const session::Strip& own = *session::find_strip(mix, meant.owner);
    const bool as_mix =
        session::lane_of(mix, meant) == nullptr && (own.values.get(strip::mute) >= 0.5) == (value >= 0.5);
    edit.arguments[as_mix ? "mute_as_mix" : "muted"].data = as_mix || value >= 0.5;
    return edit;
}

std::string HeardVersion::name(const Session& mix) const {
    const session::Version* const version = session::find_version(mix, in(mix));
    return version == nullptr ? std::string() : version->name;
}

} // namespace dub::app
