// What a plan computes, against the plain mixer and against arithmetic done by hand.
#include <gtest/gtest.h>

#include "engine/session/parameters/strip.h"
#include "tests/reference/reference_mix.h"
#include "tests/support/mix_rig.h"
#include "tests/support/random_session.h"

namespace dub::test {
namespace {

using namespace session;
namespace parameters = session::strip;

Strip with(const Parameter& parameter, double value) {
    Strip strip;
    strip.values.set(parameter, value);
    return strip;
}

// Without what remembers: inserts, low-passes, other rates.
Session memoryless(Session session) {
    for (std::size_t t = 0; t < session.tracks.size(); ++t)
        change_track(session, session.tracks[t]->name, [](Track& track) {
            Strip strip = *track.strip;
            strip.inserts.clear();
            std::erase_if(strip.lanes, [](const auto& lane) { return bool(lane->target.insert); });
            track.strip = std::make_shared<const Strip>(strip);
        });
    const auto routing = session.routing; // replaced while it is walked
    for (const auto& bus : routing->buses)
        change_bus(session, bus->id, [](Bus& changed) {
            Strip strip = *changed.strip;
            strip.inserts.clear();
            changed.strip = std::make_shared<const Strip>(strip);
        });
    MediaPool pool = *session.pool;
    for (auto& media : pool.media) {
        Media changed = *media;
        changed.rate = session.info->rate;
        changed.speed = {};
        media = std::make_shared<const Media>(changed);
    }
    session.pool = std::make_shared<const MediaPool>(pool);
    session.versions.clear(); // they switch inserts
    session.prints.clear();
    return session;
}

class RandomMix : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomMix, equals_the_plain_mixer_within_140_db) {
    const Session session = memoryless(random_session(GetParam(), {8, 6, 12}));
    const Recordings recordings;
    const SamplePos start = sample_of(session, session.info->start) + SampleCount{30011};
    const SampleRange range{start, start + SampleCount{20000}};
    const auto expected = reference_bus(session, recordings, *printmaster_of(session), range);
    const Sound mixed = rendered(session, recordings, range);
    double most = 0, loudest = 0;
    for (std::size_t c = 0; c < expected.size(); ++c)
        for (std::size_t i = 0; i < expected[c].size(); ++i) {
            most = std::max(most, std::abs(expected[c][i] - mixed[c][i]));
            loudest = std::max(loudest, std::abs(expected[c][i]));
        }
    EXPECT_GT(loudest, 0.01);
    EXPECT_LT(20 * std::log10(most), -140);
}
INSTANTIATE_TEST_SUITE_P(Seeds, RandomMix, testing::Range<std::uint64_t>(1, 7));

TEST(Mix, a_tone_for_one_speaker_arrives_there_and_nowhere_else) {
    for (const char* name : {"2.0", "5.1", "7.1"}) {
        const Layout layout = *layout_named(name);
        for (int speaker = 0; speaker < layout.channels(); ++speaker) {
            Session session = empty_session(layout);
            Recordings recordings;
            recordings.set(add_track(session, {.layout = layout}),
                           [=](int c, std::int64_t) { return c == speaker ? 0.5 : 0.0; });
            const Sound mix = rendered(session, recordings, {{0}, {128}});
            for (int c = 0; c < layout.channels(); ++c) {
                EXPECT_EQ(mix[static_cast<std::size_t>(c)][100], c == speaker ? 0.5F : 0.0F)
                    << name << " " << label(layout[speaker]);
            }
        }
    }
}

TEST(Mix, five_one_in_a_seven_one_bus_folds_back_to_itself) {
    for (const SurroundPair pair : {SurroundPair::sides, SurroundPair::array}) {
        Session session = empty_session(*layout_named("7.1"));
        Routing routing = *session.routing;
        routing.fold.surrounds = pair;
        session.routing = std::make_shared<const Routing>(routing);
        Recordings recordings;
        const MediaId media = add_track(session, {.layout = *layout_named("5.1")});
        const auto plan = compiled(session, {{{"fold", {}, *layout_named("5.1")}}}, recordings);
        const Sound folded = rendered(*plan, {{0}, {256}}).front();
        for (int c = 0; c < 6; ++c)
            EXPECT_NEAR(folded[static_cast<std::size_t>(c)][99], recordings.formula(media)(c, 99), 1e-7);
    }
}

TEST(Mix, a_fader_lane_starts_and_ends_on_its_samples) {
    Session session = empty_session(*layout_named("2.0"));
    Strip strip;
    strip.lanes = {
        lane(address_of(parameters::fader), {{{1000}, 0}, {{1000}, -144}, {{2001}, -144}, {{2001}, 0}})};
    Recordings recordings;
    recordings.set(add_track(session, {.layout = *layout_named("2.0"), .strip = strip}), steady(0.5));
    const Row left = rendered(session, recordings, {{0}, {4096}}).front();
    EXPECT_EQ(left[999], 0.5F);
    EXPECT_EQ(left[1000], 0.0F);
    EXPECT_EQ(left[2000], 0.0F);
    EXPECT_EQ(left[2001], 0.5F);
}

TEST(Mix, mute_and_polarity_do_not_click) {
    for (const Parameter* toggle : {&parameters::mute, &parameters::polarity}) {
        Session session = empty_session(*layout_named("2.0"));
        Strip strip;
        strip.lanes = {lane(address_of(*toggle), {{{0}, 0}, {{1000}, 1}})};
        Recordings recordings;
        recordings.set(add_track(session, {.layout = *layout_named("2.0"), .strip = strip}), steady(0.5));
        const Row left = rendered(session, recordings, {{0}, {4096}}).front();
        EXPECT_EQ(left[1000], 0.5F);
        EXPECT_EQ(left[1064], toggle == &parameters::mute ? 0.0F : -0.5F);
        for (std::size_t i = 1; i < left.size(); ++i)
            EXPECT_LE(std::abs(left[i] - left[i - 1]), 1.01F / 64);
    }
}

TEST(Mix, a_crossfade_of_the_same_material_is_no_fade_at_all) {
    Session session = empty_session(*layout_named("2.0"));
    Recordings recordings;
    recordings.set(add_track(session, {.layout = *layout_named("2.0"), .place = {{0}, {1500}}}), steady(0.5));
    change_track(session, "T", [](Track& track) {
        Clip first = *track.clips.front(), second = first;
        first.out = {{500}, FadeCurve::linear};
        second.id = ClipId{77777};
        second.place = {{1000}, {3000}};
        second.in = {{500}, FadeCurve::linear};
        track.clips = {std::make_shared<const Clip>(first), std::make_shared<const Clip>(second)};
    });
    const Row left = rendered(session, recordings, {{0}, {3100}}).front();
    for (std::size_t i = 0; i < 3000; ++i)
        EXPECT_NEAR(left[i], 0.5F, 1e-7F) << i;
    EXPECT_EQ(left[3000], 0.0F);
}

TEST(Mix, a_clip_envelope_moves_with_the_sound_and_channels_are_chosen) {
    Session session = empty_session(*layout_named("2.0"));
    Recordings recordings;
    recordings.set(add_track(session, {.layout = *layout_named("2.0"), .place = {{640}, {3000}}}),
                   [](int c, std::int64_t at) { return c == 0 ? 0.5 : static_cast<double>(at) / 65536; });
    change_track(session, "T", [](Track& track) {
        Clip clip = *track.clips.front();
        clip.source_start = {10000};
        clip.gain_envelope = {{{11000}, 0}, {{11000}, 6.0205999132796239}};
        clip.channels = {1, -1};
        track.clips = {std::make_shared<const Clip>(clip)};
    });
    const Sound mix = rendered(session, recordings, {{0}, {3100}});
    EXPECT_EQ(mix[0][639], 0.0F);
    EXPECT_EQ(mix[0][640], static_cast<float>(10000.0 / 65536));
    EXPECT_EQ(mix[0][1639], static_cast<float>(10999.0 / 65536));
    EXPECT_NEAR(mix[0][1640], 11000.0 / 65536 * 2, 1e-6);
    EXPECT_EQ(peak(mix[1]), 0);
}

TEST(Mix, the_lfe_send_sums_and_its_filter_takes_the_top_away) {
    for (const double filter : {0.0, 1.0}) {
        Session session = empty_session(*layout_named("5.1"));
        Strip strip = with(parameters::lfe_send, -6.0205999132796239);
        strip.values.set(parameters::lfe_filter, filter);
        Recordings recordings;
        recordings.set(add_track(session, {.strip = strip}),
                       [](int, std::int64_t at) { return at % 2 == 0 ? 0.5 : -0.5; }); // 24 kHz
        const Sound mix = rendered(session, recordings, {{0}, {24000}});
        const auto lfe = static_cast<std::size_t>(*layout_named("5.1")->find(Speaker::LFE));
        EXPECT_NEAR(std::abs(mix[lfe][20000]), filter == 0 ? 0.25 : 0, 1e-6);
        EXPECT_EQ(std::abs(mix[2][20000]), 0.5F); // C hears it as it was
    }
}

} // namespace
} // namespace dub::test
