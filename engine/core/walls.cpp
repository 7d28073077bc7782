#include "engine/core/walls.h"

#include <algorithm>
#include <cmath>

namespace dub {
namespace {

constexpr float walls = 8, degrees_round = 360;

} // namespace

WallPlace along_walls(FloorPlace place) {
    const float reach = std::max(std::abs(place.x), std::abs(place.y));
    if (reach == 0) return {};
    const float x = place.x / reach, y = place.y / reach;
    if (y == 1) return {x < 0 ? x + walls : x, reach};
    if (x == 1) return {2 - y, reach};
    if (y == -1) return {4 - x, reach};
    return {6 + y, reach};
}

FloorPlace on_floor(WallPlace place, float degrees) {
    float turn = std::remainder(degrees, degrees_round); // exact, -180 … 180
    if (turn == -degrees_round / 2) turn = degrees_round / 2;
    const float way = std::fmod(place.way + turn / 45 + walls, walls);
    const float r = place.reach;
    if (way <= 1) return {way * r, r};
    if (way <= 3) return {r, (2 - way) * r};
    if (way <= 5) return {(4 - way) * r, -r};
    if (way <= 7) return {-r, (way - 6) * r};
    return {(way - walls) * r, r};
}

} // namespace dub
