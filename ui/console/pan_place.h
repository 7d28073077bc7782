#pragma once
// What a panner's stage shows and moves: the values of a strip's parameters that are places. Pure.

#include <optional>

#include "engine/session/pan_kind.h"
#include "engine/session/role.h"

namespace dub::ui {

struct PanPlace { // pan.x, pan.y, pan.width, pan.rotate, pan.scale, pan.centre of parameters/strip.h
    double x = 0, y = 1, width = 1, rotate = 0, scale = 1, centre = 100;
    friend bool operator==(const PanPlace&, const PanPlace&) = default;
};

using session::PanKind;
// Within the parameters' ranges; a turn beyond half goes on from the other side.
[[nodiscard]] PanPlace in_room(PanPlace place);
// Where a source of that role belongs: dialogue and the rest in C or all over the room, music in L and R.
[[nodiscard]] PanPlace pan_home(PanKind kind, std::optional<session::Role> role);

} // namespace dub::ui
