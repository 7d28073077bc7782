#pragma once
// What a strip of the console shows of a session: one of a track, a bus or a VCA. Pure.

#include <optional>
#include <string>
#include <vector>

#include <QColor>

#include "engine/session/session.h"
#include "ui/console/version_mark.h"

namespace dub::ui {

struct StripFacts {
    session::StripOwner owner;
    std::string name, output; // output: the bus's name; empty: none
    Layout layout, room;      // of the strip, and of what it plays into
    std::optional<session::Role> role;
    session::Shared<session::Strip> strip;
    QColor colour;
    std::string over;       // the VCAs and mix groups it is in, by name: "DX VCA [dialogue]"
    bool can_spill = false; // others play into it, or are its members
    VersionMark version = {};
    friend bool operator==(const StripFacts&, const StripFacts&) = default; // strips by pointer
};

// In the order of session::named_strips. `version`: that is heard; none is the main mix.
[[nodiscard]] std::vector<StripFacts> strips_of(const session::Session& session, VersionId version = {});
// Of a parameter at a moment: its lane's value where it has one, else the strip's own.
[[nodiscard]] double value_at(const session::Strip& strip, const session::Parameter& parameter, SamplePos at);
[[nodiscard]] const session::Lane* lane_of(const session::Strip& strip, const session::Parameter& parameter);

} // namespace dub::ui
