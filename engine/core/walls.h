#pragma once
// Turning in a square room: along the walls, clockwise seen from above. 45 degrees are half a wall, so that
// what stands in a corner or in the middle of a wall comes to the next one exactly, nothing ever leaves its
// wall, and turns add up. Our own law (docs/decisions/0020). Pure, any thread; the same bits on every
// machine.

namespace dub {

// A place as a way along the walls of a square around the room's middle: 0 the middle of the front, 1 the
// right front corner, 8 the front again; and the square's half side.
struct WallPlace {
    float way = 0, reach = 0;
};
struct FloorPlace {
    float x = 0, y = 0; // as RoomPosition
};
[[nodiscard]] WallPlace along_walls(FloorPlace place);
// Turned by so many degrees; any number of whole turns gives the very bits of none.
[[nodiscard]] FloorPlace on_floor(WallPlace place, float degrees = 0);

} // namespace dub
