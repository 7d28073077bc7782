#pragma once
// What a strip of the console shows of a session: one of a track or a bus. Pure.

#include <optional>
#include <string>
#include <vector>

#include <QColor>

#include "engine/session/session.h"

namespace dub::ui {

struct StripFacts {
    session::StripOwner owner;
    std::string name, output; // output: the bus's name; empty: none
    Layout layout, room;      // of the strip, and of what it plays into
    std::optional<session::Role> role;
    session::Shared<session::Strip> strip;
    QColor colour;
    friend bool operator==(const StripFacts&, const StripFacts&) = default; // strips by pointer
};

// Tracks in the window's order, then predubs, returns, stems and the printmaster.
[[nodiscard]] std::vector<StripFacts> strips_of(const session::Session& session);
// Of a parameter at a moment: its lane's value where it has one, else the strip's own.
[[nodiscard]] double value_at(const session::Strip& strip, const session::Parameter& parameter, SamplePos at);
[[nodiscard]] const session::Lane* lane_of(const session::Strip& strip, const session::Parameter& parameter);
// A mono or stereo source is a point or two in the room; wider ones keep their speakers.
[[nodiscard]] bool is_panned(const StripFacts& facts);

} // namespace dub::ui
