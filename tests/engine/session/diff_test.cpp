// What differs between two sessions, in a mixer's words.

#include <gtest/gtest.h>

#include "engine/session/compare/diff.h"
#include "engine/session/edits/add_bus.h"
#include "engine/session/edits/add_send.h"
#include "engine/session/edits/add_version.h"
#include "engine/session/edits/move_clips.h"
#include "engine/session/edits/punch_lane.h"
#include "engine/session/edits/rename_track.h"
#include "engine/session/edits/set_clip_gain.h"
#include "engine/session/edits/set_output.h"
#include "engine/session/edits/set_parameter.h"
#include "engine/session/edits/set_version_strip.h"
#include "engine/session/edits/trim_clip.h"
#include "tests/support/random_session.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace session;

std::vector<std::string> told(const Session& a, const Session& b) {
    std::vector<std::string> lines;
    for (const Change& change : diff(a, b))
        lines.push_back(describe(b, change));
    return lines;
}
using Lines = std::vector<std::string>;

struct Compared {
    Session session = small_session();
    ClipId clip = put(session, "DX 1", 480000, 960000, "line 3"); // 01:00:10:00 to 01:00:20:00
};

TEST(Diff, a_session_has_no_difference_to_itself) {
    EXPECT_EQ(told(small_session(), small_session()), Lines{});
}

TEST(Diff, a_clip_is_moved_by_frames) {
    const Compared scene;
    const Session moved = must(apply(scene.session, MoveClips{{scene.clip}, SampleCount{24000}, {}, {}}));
    EXPECT_EQ(told(scene.session, moved),
              Lines{"DX 1: clip 'line 3' moved 12 frames later, 01:00:10:00 → 01:00:10:12"});
    EXPECT_EQ(told(moved, scene.session),
              Lines{"DX 1: clip 'line 3' moved 12 frames earlier, 01:00:10:12 → 01:00:10:00"});
}

TEST(Diff, a_move_of_samples_is_told_in_samples) {
    const Compared scene;
    const Session moved = must(apply(scene.session, MoveClips{{scene.clip}, SampleCount{7}, {}, {}}));
    EXPECT_EQ(told(scene.session, moved),
              Lines{"DX 1: clip 'line 3' moved 7 samples later, 01:00:10:00 → 01:00:10:00"});
}

TEST(Diff, gain_name_output_and_fader_are_told_with_old_and_new) {
    const Compared scene;
    Session next = must(apply(scene.session, SetClipGain{{scene.clip}, -3.0}));
    EXPECT_EQ(told(scene.session, next), Lines{"DX 1: clip 'line 3': gain 0 dB → -3 dB"});
    next = must(apply(scene.session, RenameTrack{track_id(scene.session, "DX 2"), "ADR"}));
    EXPECT_EQ(told(scene.session, next), Lines{"track ADR: name 'DX 2' → 'ADR'"});
    next = must(
        apply(scene.session, SetOutput{{track_id(scene.session, "FX 1"), {}}, bus_id(scene.session, "BG")}));
    EXPECT_EQ(told(scene.session, next), Lines{"track FX 1: output FX → BG"});
    next = must(apply(scene.session, SetParameter{{{}, bus_id(scene.session, "FX")}, "fader", -4.5}));
    EXPECT_EQ(told(scene.session, next), Lines{"FX: fader 0 dB → -4.5 dB"});
}

TEST(Diff, rides_are_told_by_the_time_in_which_they_differ) {
    const Compared scene;
    const StripOwner effects{{}, bus_id(scene.session, "FX")};
    const SampleRange range{from_start(480000), from_start(960000)};
    const Session next = must(apply(
        scene.session,
        PunchLane{effects, {{}, {}, "fader"}, range, {{from_start(500000), -3}, {from_start(900000), -3}}}));
    EXPECT_EQ(told(scene.session, next), Lines{"FX: fader rides differ 01:00:10:00–01:00:20:00, up to 3 dB"});
}

TEST(Diff, a_version_is_told_against_the_mix) {
    Session session = must(apply(small_session(), AddVersion{"nearfield", {}, "", "", {}}));
    const VersionId version = session.versions.front()->id;
    session = must(
        apply(session, SetVersionStrip{version, {{{}, bus_id(session, "BG")}}, {}, Db{-3}, {}, {}, false}));
    const auto changes = must(diff_version(session, version));
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(describe(session, changes[0]), "version nearfield: surrounds of BG -3 dB");
    EXPECT_EQ(changes[0].entity, Entity::version_strip);
    EXPECT_FALSE(diff_version(session, VersionId{999}));
}

TEST(Diff, finds_something_exactly_when_sessions_are_not_equal) {
    int equal_ones = 0;
    int different_ones = 0;
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
        Dice dice(seed + 50);
        Session session = random_session(seed, {4, 4, 20});
        EXPECT_TRUE(diff(session, random_session(seed, {4, 4, 20})).empty());
        for (int step = 0; step < 120; ++step) {
            const EditDeclaration& edit = dice.of(edits());
            const auto next = edit.apply(session, random_arguments(dice, session, edit));
            if (!next) continue;
            const bool same = equal(session, *next);
            ++(same ? equal_ones : different_ones);
            const auto changes = diff(session, *next);
            EXPECT_EQ(changes.empty(), same) << edit.name;
            for (const Change& change : changes) {
                EXPECT_FALSE(change.where.empty()) << edit.name;
                EXPECT_FALSE(change.what.empty()) << edit.name;
                EXPECT_FALSE(describe(*next, change).empty());
            }
            session = *next;
        }
    }
    EXPECT_GT(equal_ones, 3);
    EXPECT_GT(different_ones, 200);
}

} // namespace
} // namespace dub::test
