// Meters of tracks and buses: they read what the strips send, and the plan's sound does not know of them.

#include "engine/plan/strip_meters.h"

#include <gtest/gtest.h>

#include "engine/session/parameters/limiter.h"
#include "engine/session/parameters/strip.h"
#include "tests/support/mix_rig.h"
#include "tests/support/no_allocation.h"
#include "tests/support/random_session.h"

namespace dub::test {
namespace {

using namespace session;
namespace parameters = session::strip;
using measure::LevelReading;
using plan::StripMeters;

const Layout stereo{Speaker::L, Speaker::R};

struct Metered {
    std::shared_ptr<StripMeters> meters =
        std::make_shared<StripMeters>(SampleRate{48000}, measure::PpmKind::type_i);
    [[nodiscard]] plan::Target target() const {
        plan::Target made = printmaster();
        made.meters = meters;
        return made;
    }
    [[nodiscard]] LevelReading read(const Session& session, std::string_view track, int channel = 0) const {
        for (const auto& one : session.tracks)
            if (one->name == track) return meters->find({one->id, {}})->take(channel);
        return {-1, -1};
    }
};

Strip with(const Parameter& parameter, double value) {
    Strip strip;
    strip.values.set(parameter, value);
    return strip;
}

TEST(StripMeters, read_what_each_strip_sends_behind_its_fader) {
    auto session = empty_session(stereo);
    Recordings recordings;
    recordings.set(add_track(session, {.name = "plain"}), steady(0.25));
    recordings.set(add_track(session, {.name = "down", .strip = with(parameters::fader, -6)}), steady(0.5));
    recordings.set(add_track(session, {.name = "trimmed", .strip = with(parameters::trim, 6)}), steady(0.1));
    recordings.set(add_track(session, {.name = "late", .place = {{4096}, {8192}}}), steady(-0.4));
    const Metered metered;
    const auto plan = compiled(session, metered.target(), recordings);
    (void)rendered(*plan, {{0}, {4096}}, {1, 2048});
    EXPECT_FLOAT_EQ(metered.read(session, "plain").peak, 0.25F);
    EXPECT_NEAR(metered.read(session, "down").peak, 0.5 * std::pow(10, -6 / 20.0), 1e-6);
    EXPECT_NEAR(metered.read(session, "trimmed").peak, 0.1 * std::pow(10, 6 / 20.0), 1e-6);
    EXPECT_EQ(metered.read(session, "late").peak, 0);
    EXPECT_EQ(metered.read(session, "plain").peak, 0); // it has been looked at
    (void)rendered(*plan, {{0}, {8192}}, {1, 2048});
    const LevelReading late = metered.read(session, "late");
    EXPECT_FLOAT_EQ(late.peak, 0.4F);
    EXPECT_GT(late.ppm, 0.3F);
    // What the tracks' stem sends to the printmaster.
    const auto stem_meter = metered.meters->find({{}, stem(session, "FX")});
    ASSERT_NE(stem_meter, nullptr);
    EXPECT_GT(stem_meter->take(0).peak, 0.4F);
}

TEST(StripMeters, follow_a_lane_to_the_quantum) {
    auto session = empty_session(stereo);
    Strip strip;
    strip.lanes = {lane(address_of(parameters::mute), {{{0}, 1}, {{1000}, 0}, {{1200}, 1}})};
    Recordings recordings;
    recordings.set(add_track(session, {.name = "ride", .strip = strip}), steady(0.5));
    const Metered metered;
    const auto plan = compiled(session, metered.target(), recordings);
    for (const auto& [range, open] :
         {std::pair{SampleRange{{0}, {896}}, false}, {{{896}, {1152}}, true}, {{{1280}, {2560}}, false}}) {
        (void)rendered(*plan, range, {1, 64});
        EXPECT_EQ(metered.read(session, "ride").peak > 0.4F, open) << range.start.value;
    }
}

TEST(StripMeters, change_no_bit_of_the_sound) {
    for (const std::uint64_t seed : {1U, 2U}) {
        const Session session = random_session(seed, {8, 6, 12});
        const Recordings recordings;
        const SamplePos start = sample_of(session, session.info->start) + SampleCount{30011};
        const SampleRange range{start, start + SampleCount{20000}};
        const Metered metered;
        const auto plan = compiled(session, metered.target(), recordings);
        for (const int threads : {1, 2})
            EXPECT_EQ(rendered(*plan, range, {threads, 4096}).front(), rendered(session, recordings, range));
    }
}

// A limiter that must bring 0.9 to -6 dB, and one behind it that must bring that to -10 dB.
TEST(StripMeters, read_by_how_much_the_inserts_lower_the_sound) {
    auto session = empty_session(stereo);
    Recordings recordings;
    Strip strip;
    for (const auto& [id, ceiling] : {std::pair{1U, -6.0}, {2U, -10.0}}) {
        Insert insert;
        insert.id = InsertId{id};
        insert.processor = "limiter";
        insert.values.set(limiter::ceiling, ceiling);
        strip.inserts.push_back(insert);
    }
    recordings.set(add_track(session, {.name = "loud", .strip = strip}), steady(0.9));
    recordings.set(add_track(session, {.name = "plain"}), steady(0.9));
    const Metered metered;
    const auto plan = compiled(session, metered.target(), recordings);
    (void)rendered(*plan, {{0}, {24000}}, {1, 2048});
    const double needed = 20 * std::log10(0.9) + 10;
    const session::StripOwner loud{session.tracks[0]->id, {}}, plain{session.tracks[1]->id, {}};
    const double read = metered.meters->take_reduction(loud);
    EXPECT_GT(read, needed);
    EXPECT_LT(read, needed + 1.5);                      // the sound's edge overshoots between the samples
    EXPECT_EQ(metered.meters->take_reduction(loud), 0); // it has been looked at
    EXPECT_EQ(metered.meters->take_reduction(plain), 0);
}

TEST(StripMeters, a_new_plan_goes_on_with_the_same_meters) {
    auto session = empty_session(stereo);
    Recordings recordings;
    recordings.set(add_track(session, {.name = "one"}), steady(0.5));
    const Metered metered;
    const auto before = compiled(session, metered.target(), recordings);
    const auto meter = metered.meters->find({session.tracks.front()->id, {}});
    const auto after = compiled(session, metered.target(), recordings);
    EXPECT_EQ(metered.meters->find({session.tracks.front()->id, {}}), meter);
    (void)rendered(*before, {{0}, {640}}, {1, 64});
    EXPECT_FLOAT_EQ(metered.read(session, "one").peak, 0.5F);
    (void)rendered(*after, {{0}, {640}}, {1, 64});
    EXPECT_FLOAT_EQ(metered.read(session, "one").peak, 0.5F);
}

TEST(StripMeters, allocate_nothing_while_they_measure) {
    auto session = empty_session(stereo);
    Strip strip;
    strip.lanes = {lane(address_of(parameters::fader), {{{0}, 0}, {{9000}, -20}})};
    Recordings recordings;
    recordings.set(add_track(session, {.name = "ride", .strip = strip}), steady(0.5));
    const Metered metered;
    const auto plan = compiled(session, metered.target(), recordings);
    plan->reset();
    plan::Window window{{0}, 1};
    ASSERT_TRUE(plan->run(window)); // readers open their recordings
    const AllocationCount count;
    for (int i = 1; i < 100; ++i) {
        window = {window.range().end, 1};
        ASSERT_TRUE(plan->run(window));
    }
    EXPECT_EQ(count.so_far(), 0);
}

} // namespace
} // namespace dub::test
