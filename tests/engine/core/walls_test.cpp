// Turns along the walls: exact where it counts, and they add up.
#include "engine/core/walls.h"

#include <gtest/gtest.h>

namespace dub {
namespace {

TEST(Walls, forty_five_degrees_are_half_a_wall_clockwise) {
    constexpr FloorPlace round[] = {{0, 1}, {1, 1}, {1, 0}, {1, -1}, {0, -1}, {-1, -1}, {-1, 0}, {-1, 1}};
    for (int from = 0; from < 8; ++from)
        for (int steps = -8; steps <= 8; ++steps) {
            const FloorPlace to = on_floor(along_walls(round[from]), static_cast<float>(steps) * 45);
            EXPECT_EQ(to.x, round[(from + steps + 8) % 8].x) << from << ' ' << steps;
            EXPECT_EQ(to.y, round[(from + steps + 8) % 8].y) << from << ' ' << steps;
        }
    const FloorPlace third = on_floor(along_walls({0, 1}), 30);
    EXPECT_NEAR(third.x, 2 / 3.0, 1e-6);
    EXPECT_EQ(third.y, 1);
}

// Every place of a grid, in the middle too.
template <class Check> void over_the_room(const Check& check) {
    for (int x = -8; x <= 8; ++x)
        for (int y = -8; y <= 8; ++y)
            check(along_walls({static_cast<float>(x) / 8, static_cast<float>(y) / 8}));
}

TEST(Walls, whole_turns_give_the_bits_of_none_and_half_turns_are_one) {
    over_the_room([](const WallPlace& place) {
        const auto same = [&](float a, float b) {
            const FloorPlace one = on_floor(place, a), other = on_floor(place, b);
            EXPECT_EQ(one.x, other.x) << place.way << ' ' << a;
            EXPECT_EQ(one.y, other.y) << place.way << ' ' << a;
        };
        same(360, 0);
        same(-720, 0);
        same(-180, 180);
        same(37.5F + 360, 37.5F);
    });
}

TEST(Walls, turns_add_up) {
    over_the_room([](const WallPlace& place) {
        const FloorPlace twice = on_floor(along_walls(on_floor(place, 120)), 240), once = on_floor(place);
        EXPECT_NEAR(twice.x, once.x, 1e-6);
        EXPECT_NEAR(twice.y, once.y, 1e-6);
    });
}

} // namespace
} // namespace dub
