// What versions, dips and speeds sound like: trims to the decibel, surrounds apart, undipped music, exact
// lengths.

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "engine/session/edits/add_insert.h"
#include "engine/session/edits/add_version.h"
#include "engine/session/edits/set_insert_dip.h"
#include "engine/session/edits/set_media_speed.h"
#include "engine/session/edits/set_version_strip.h"
#include "engine/session/edits/write_version_trim.h"
#include "engine/session/parameters/gain.h"
#include "tests/support/mix_rig.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace session;

constexpr SampleRange versioned_piece{{0}, {4096}};

double decibels(float value, float of) { return 20 * std::log10(static_cast<double>(value) / of); }

// A steady 5.1 effect with a version beside the mix.
struct Versioned {
    Session session = empty_session(*layout_named("5.1"));
    Recordings recordings;
    VersionId version;
    Versioned() {
        recordings.set(add_track(session, {.layout = *layout_named("5.1")}), steady(0.25));
        session = must(apply(session, AddVersion{"nearfield", {}, "", "", {}}));
        version = session.versions.front()->id;
    }
    [[nodiscard]] StripOwner effects() const { return {{}, stem(session, "FX")}; }
    [[nodiscard]] Sound heard() const {
        return rendered(must(as_version(session, version)), recordings, versioned_piece);
    }
};

TEST(VersionSound, the_mix_is_untouched_by_its_versions) {
    Versioned scene;
    const Sound before = rendered(scene.session, scene.recordings, versioned_piece);
    EXPECT_EQ(scene.heard(), before);
    scene.session = must(
        apply(scene.session, SetVersionStrip{scene.version, {scene.effects()}, Db{-6}, {}, {}, {}, false}));
    EXPECT_EQ(rendered(scene.session, scene.recordings, versioned_piece), before);
}

TEST(VersionSound, surrounds_and_lfe_are_trimmed_apart_from_the_screen) {
    Versioned scene;
    scene.session =
        must(apply(scene.session,
                   SetVersionStrip{scene.version, {scene.effects()}, Db{-1}, Db{-3}, Db{-10}, {}, false}));
    const Sound heard = scene.heard();
    const std::array expected{-1.0, -1.0, -1.0, -11.0, -4.0, -4.0}; // L R C LFE Ls Rs
    for (std::size_t c = 0; c < expected.size(); ++c)
        EXPECT_NEAR(decibels(heard[c][2000], 0.25F), expected[c], 1e-5) << c;
}

TEST(VersionSound, a_tap_of_the_trimmed_stem_is_what_runs_into_the_printmaster) {
    Versioned scene;
    scene.session = must(apply(
        scene.session, SetVersionStrip{scene.version, {scene.effects()}, Db{-1}, Db{-3}, {}, {}, false}));
    const Session laid = must(as_version(scene.session, scene.version));
    const auto plan =
        compiled(laid, {{{"stem", {stem(laid, "FX"), {}, {}}, {}}, {"mix", {}, {}}}}, scene.recordings);
    const auto sounds = rendered(*plan, versioned_piece);
    EXPECT_EQ(sounds[0], sounds[1]);
}

TEST(VersionSound, a_trim_in_time_is_exact_to_the_sample) {
    Versioned scene;
    scene.session = must(
        apply(scene.session, WriteVersionTrim{scene.version,
                                              scene.effects(),
                                              {{{1000}, 0}, {{1000}, -144}, {{2001}, -144}, {{2001}, 0}}}));
    const Row left = scene.heard().front();
    EXPECT_EQ(left[999], 0.25F);
    EXPECT_EQ(left[1000], 0.0F);
    EXPECT_EQ(left[2000], 0.0F);
    EXPECT_EQ(left[2001], 0.25F);
}

TEST(Dips, undipped_is_the_sound_without_the_dip_and_the_rest_stays) {
    Versioned scene;
    ParameterValues lower;
    lower.set(gain::level, -6);
    const StripOwner track{scene.session.tracks.front()->id, {}};
    scene.session = must(apply(scene.session, AddInsert{track, "gain", lower, {}, false}));
    const InsertId dip = scene.session.tracks.front()->strip->inserts.front().id;
    scene.session = must(apply(scene.session, AddInsert{scene.effects(), "gain", lower, {}, false}));
    scene.session = must(apply(scene.session, SetInsertDip{dip, true}));
    plan::Tap undipped;
    undipped.dips = plan::Dips::bypassed;
    const auto plan =
        compiled(scene.session, {{{"mix", {}, {}}, {"undipped", undipped, {}}}}, scene.recordings);
    const auto sounds = rendered(*plan, versioned_piece);
    EXPECT_NEAR(decibels(sounds[0][0][2000], 0.25F), -12, 1e-5);
    EXPECT_NEAR(decibels(sounds[1][0][2000], 0.25F), -6, 1e-5);
}

// A mono tone, played at a speed.
Row at_speed(Speed speed, std::int64_t rate = 48000, double hz = 1000) {
    Session session = empty_session(*layout_named("2.0"));
    const MediaId media = add_track(session, {.place = {{0}, {96000}}});
    MediaPool pool = *session.pool;
    Media changed = *pool.media.front();
    changed.rate = {rate};
    pool.media.front() = std::make_shared<const Media>(changed);
    session.pool = std::make_shared<const MediaPool>(pool);
    Recordings recordings;
    recordings.set(media, [=](int, std::int64_t at) {
        return 0.5 *
               std::sin(2 * std::numbers::pi * hz * static_cast<double>(at) / static_cast<double>(rate));
    });
    session = must(apply(session, SetMediaSpeed{{media}, speed}));
    return rendered(session, recordings, {{0}, {96000}}).front();
}

// The level of a tone in the middle of the row, by correlation; 1 when all of it is that tone.
double share_of(const Row& row, double hz) {
    double re = 0, im = 0, all = 0;
    for (std::size_t n = 24000; n < 72000; ++n) {
        const double phase = 2 * std::numbers::pi * hz * static_cast<double>(n) / 48000;
        re += row[n] * std::cos(phase);
        im += row[n] * std::sin(phase);
        all += static_cast<double>(row[n]) * row[n];
    }
    return std::sqrt(re * re + im * im) / std::sqrt(all * 24000);
}

TEST(Speeds, resampled_sound_runs_at_exactly_the_ratio) {
    EXPECT_NEAR(share_of(at_speed({25, 24, {}}, 48000, 960), 1000), 1, 1e-6);
    EXPECT_NEAR(share_of(at_speed({1001, 1000, {}}), 1001), 1, 1e-6);
    EXPECT_NEAR(share_of(at_speed({1000, 1001, {}}, 44100, 1001), 1000), 1, 1e-6);
}

TEST(Speeds, a_restamped_recording_keeps_every_sample) {
    const Row restamped = at_speed({1000, 1001, SpeedMethod::restamp}, 48048);
    // The phantom centre of a mono track has one gain for every sample.
    const double gain = restamped[12] / (0.5 * std::sin(2 * std::numbers::pi * 1000 * 12 / 48048));
    for (std::size_t n = 0; n < 96000; ++n) {
        const double played = 0.5 * std::sin(2 * std::numbers::pi * 1000 * static_cast<double>(n) / 48048);
        ASSERT_NEAR(restamped[n], gain * played, 1e-6) << n;
    }
}

TEST(Speeds, a_restamp_that_is_none_is_told_and_silent) {
    EXPECT_EQ(peak(at_speed({25, 24, SpeedMethod::restamp}, 48000)), 0);
}

} // namespace
} // namespace dub::test
