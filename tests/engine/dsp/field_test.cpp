// Where the channels of a wide source stand.
#include "engine/dsp/field.h"

#include <gtest/gtest.h>

#include "engine/dsp/panner.h"

namespace dub::dsp {
namespace {

// So that nothing jumps when a hand begins to turn.
TEST(Field, points_at_the_places_of_rest_sound_as_spread_and_fold_do) {
    for (const SurroundPair pair : {SurroundPair::sides, SurroundPair::array})
        for (const NamedLayout& from : layouts())
            for (const NamedLayout& to : layouts()) {
                if (from.layout.channels() < 3 || to.name == "lt-rt") continue;
                const auto rest = route(from.layout, to.layout, {.surrounds = pair});
                ASSERT_TRUE(rest) << rest.error().text();
                const Field field(*rest);
                const Panner panner(to.layout);
                std::vector<float> point(static_cast<std::size_t>(to.layout.channels()));
                for (int i = 0; i < from.layout.channels(); ++i) {
                    const auto& channel = field.channels()[static_cast<std::size_t>(i)];
                    EXPECT_EQ(channel.placed, from.layout[i] != Speaker::LFE);
                    if (!channel.placed) continue;
                    const FloorPlace place = on_floor(channel.home);
                    panner.gains({.x = place.x, .y = place.y, .z = channel.z}, point);
                    for (int o = 0; o < to.layout.channels(); ++o)
                        EXPECT_NEAR(channel.gain * point[static_cast<std::size_t>(o)], rest->gain(o, i), 1e-6)
                            << from.name << " in " << to.name << ": " << label(from.layout[i]) << " to "
                            << label(to.layout[o]);
                }
            }
}

} // namespace
} // namespace dub::dsp
