#include "ui/console/pan_place.h"

#include <algorithm>

#include "engine/session/parameters/strip.h"
#include "engine/session/round.h"

namespace dub::ui {
namespace {

namespace strip = session::strip;

double within(const session::Parameter& parameter, double value) {
    return std::clamp(value, parameter.min, parameter.max);
}

bool is_music(std::optional<session::Role> role) {
    using enum session::Role;
    return role == music || role == score || role == source;
}

} // namespace

PanPlace in_room(PanPlace place) {
    place.x = within(strip::pan_x, place.x);
    place.y = within(strip::pan_y, place.y);
    place.width = within(strip::width, place.width);
    place.rotate = session::within_round(place.rotate, session::once_round(strip::rotate));
    place.scale = within(strip::scale, place.scale);
    place.centre = within(strip::centre, place.centre);
    return place;
}

PanPlace pan_home(PanKind kind, std::optional<session::Role> role) {
    PanPlace home;
    if (kind == PanKind::point && is_music(role)) home.centre = 0; // a phantom of L and R
    return home;
}

} // namespace dub::ui
