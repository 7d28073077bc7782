// The demo scene as data: what is credited is heard, and what is heard is credited.

#include "app/demo/scene.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "app/demo/material.h"

namespace dub::app {
namespace {

TEST(Scene, every_recording_that_is_credited_is_heard) {
    const Scene scene = rain_at_the_gate();
    for (const Material& material : materials())
        EXPECT_NE(std::ranges::find(scene.placements, material.id, &Placement::material),
                  scene.placements.end())
            << material.id;
}

TEST(Scene, every_clip_names_a_recording_and_a_track_that_exist) {
    const Scene scene = rain_at_the_gate();
    for (const Placement& placement : scene.placements) {
        EXPECT_NE(find_material(placement.material), nullptr) << placement.material;
        EXPECT_NE(std::ranges::find(scene.tracks, placement.track, &SceneTrack::name), scene.tracks.end())
            << placement.track;
    }
}

} // namespace
} // namespace dub::app
