// Where two sessions sound different: never a sample missed, and little more than what differs.
#include "engine/plan/changes.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "engine/session/edits/catalogue.h"
#include "engine/session/parameters/filter.h"
#include "engine/session/parameters/limiter.h"
#include "engine/session/parameters/strip.h"
#include "tests/support/mix_rig.h"
#include "tests/support/random_session.h"

namespace {

using namespace dub;
using namespace dub::test;
using plan::Busy;
using plan::changed_ranges;

SampleRange range(std::int64_t from, std::int64_t to) { return {{from}, {to}}; }

bool inside(const Busy& ranges, std::int64_t at) {
    return std::ranges::any_of(ranges, [&](SampleRange one) { return one.contains(SamplePos{at}); });
}

// The first sample that differs and lies in no range.
std::optional<std::int64_t> missed(const Sound& before, const Sound& after, SamplePos start,
                                   const Busy& ranges) {
    for (std::size_t c = 0; c < before.size(); ++c)
        for (std::size_t i = 0; i < before[c].size(); ++i) {
            const std::int64_t at = start.value + static_cast<std::int64_t>(i);
            if (before[c][i] != after[c][i] && !inside(ranges, at)) return at;
        }
    return std::nullopt;
}

session::Session edited(Dice& dice, session::Session session, int edits, std::string& told) {
    const auto all = session::edits();
    for (int done = 0, tries = 0; done < edits && tries < 200; ++tries) {
        const auto& edit = dice.of(all);
        auto next = edit.apply(session, random_arguments(dice, session, edit));
        if (!next) continue;
        session = std::move(*next);
        told += std::string(edit.name) + " ";
        ++done;
    }
    return session;
}

TEST(Changes, nothing_is_missed_whatever_was_edited) {
    int differing = 0;
    for (std::uint64_t seed = 1; seed <= 32; ++seed) {
        Dice dice(seed * 7919);
        const auto before = random_session(seed, {.tracks = 5, .clips_per_track = 4, .seconds = 4});
        std::string told;
        const auto after = edited(dice, before, 2 + static_cast<int>(seed % 5), told);
        if (before.info->rate != after.info->rate) continue;
        const Recordings recordings;
        const SamplePos start = session::sample_of(before, before.info->start);
        const SampleRange heard{start, start + SampleCount{before.info->rate.hz * 5}};
        plan::Tap tap;
        if (seed % 3 == 1) tap.bus = session::find_bus(before, "FX")->id;
        if (seed % 3 == 2) tap.roles = session::music_and_effects_roles;
        if (seed % 4 == 3) tap.dips = plan::Dips::bypassed;
        const plan::Target target{{{"tap", tap, {}}}};
        auto old_plan = plan::compile(before, target, recordings.opener());
        auto new_plan = plan::compile(after, target, recordings.opener());
        if (!old_plan || !new_plan) continue;
        if (old_plan->plan->outputs()[0].layout != new_plan->plan->outputs()[0].layout) continue;
        const Sound old_sound = rendered(*old_plan->plan, heard).front();
        const Sound new_sound = rendered(*new_plan->plan, heard).front();
        const Busy ranges = changed_ranges(before, after, tap);
        const auto at = missed(old_sound, new_sound, start, ranges);
        EXPECT_FALSE(at) << "seed " << seed << ", sample " << at.value_or(0) - start.value << " after "
                         << told;
        if (difference(old_sound, new_sound) > 0) ++differing;
    }
    EXPECT_GT(differing, 6); // the edits are heard
}

TEST(Changes, the_same_session_has_none) {
    const auto session = random_session(3, {.tracks = 6, .clips_per_track = 4, .seconds = 10});
    EXPECT_TRUE(changed_ranges(session, session, {}).empty());
}

class ChangedMix : public testing::Test {
  protected:
    ChangedMix()
        : before_(empty_session(*layout_named("5.1"))) {
        add_track(before_, {.name = "A", .place = range(48000, 96000)});
        add_track(before_, {.name = "B", .place = range(0, 480000), .strip = filtered()});
        after_ = before_;
    }
    static session::Strip filtered() {
        session::Strip strip;
        session::Insert insert{.id = InsertId{77}, .processor = "filter", .values = {}, .key = {}};
        insert.values.set(session::filter::low_cut, 80);
        strip.inserts.push_back(insert);
        return strip;
    }
    void change_clip(const std::string& track, const std::function<void(session::Clip&)>& change) {
        change_track(after_, track, [&](session::Track& one) {
            session::Clip clip = *one.clips.front();
            change(clip);
            one.clips = {std::make_shared<const session::Clip>(clip)};
        });
    }
    // The ranges cover these and at most `slack` more at each end.
    static void expect_tight(const Busy& found, const Busy& wanted, std::int64_t slack = 128) {
        ASSERT_EQ(found.size(), wanted.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            EXPECT_LE(found[i].start, wanted[i].start);
            EXPECT_GE(found[i].end, wanted[i].end);
            EXPECT_GE(found[i].start, wanted[i].start - SampleCount{slack});
            EXPECT_LE(found[i].end, wanted[i].end + SampleCount{slack});
        }
    }
    session::Session before_, after_;
};

TEST_F(ChangedMix, a_moved_clip_marks_its_old_and_its_new_place) {
    change_clip("A", [](session::Clip& clip) { clip.place = range(200000, 248000); });
    expect_tight(changed_ranges(before_, after_, {}), {range(48000, 96000), range(200000, 248000)});
}

TEST_F(ChangedMix, a_trimmed_clip_marks_what_was_cut_off) {
    change_clip("A", [](session::Clip& clip) { clip.place.end = {90000}; });
    expect_tight(changed_ranges(before_, after_, {}), {range(90000, 96000)});
}

TEST_F(ChangedMix, a_clip_cut_in_two_sounds_as_before) {
    change_track(after_, "A", [](session::Track& track) {
        session::Clip left = *track.clips.front(), right = left;
        left.place.end = right.place.start = {60000};
        right.source_start = {12000};
        right.id = ClipId{5555};
        track.clips = {std::make_shared<const session::Clip>(left),
                       std::make_shared<const session::Clip>(right)};
    });
    EXPECT_TRUE(changed_ranges(before_, after_, {}).empty());
}

TEST_F(ChangedMix, names_places_in_the_window_and_other_stems_change_nothing) {
    change_track(after_, "A", [](session::Track& track) { track.name = "other", track.colour = "#112233"; });
    EXPECT_TRUE(changed_ranges(before_, after_, {}).empty());
    auto louder = before_;
    change_track(louder, "A", [](session::Track& track) {
        session::Strip strip = *track.strip;
        strip.values.set(session::strip::fader, -3);
        track.strip = std::make_shared<const session::Strip>(strip);
    });
    const BusId music = stem(before_, "MX");
    EXPECT_TRUE(changed_ranges(before_, louder, {music, {}}).empty());
    expect_tight(changed_ranges(before_, louder, {}), {range(48000, 96000)});
}

TEST_F(ChangedMix, a_ride_marks_the_lane_between_its_points) {
    change_track(after_, "B", [](session::Track& track) {
        session::Strip strip = *track.strip;
        strip.lanes.push_back(
            lane({{}, {}, "fader"}, {{{100000}, 0}, {{110000}, -6}, {{120000}, -6}, {{130000}, 0}}));
        track.strip = std::make_shared<const session::Strip>(strip);
    });
    expect_tight(changed_ranges(before_, after_, {}), {range(100000, 130000)});
}

TEST_F(ChangedMix, a_fader_of_the_tapped_bus_that_moves_for_a_while_marks_that_while) {
    change_bus(after_, session::printmaster_of(after_)->id, [](session::Bus& bus) {
        session::Strip strip = *bus.strip;
        strip.lanes.push_back(lane({{}, {}, "fader"}, {{{100000}, 0}, {{110000}, -6}, {{120000}, 0}}));
        bus.strip = std::make_shared<const session::Strip>(strip);
    });
    expect_tight(changed_ranges(before_, after_, {}), {range(100000, 120000)});
}

TEST_F(ChangedMix, what_a_filter_remembers_is_marked_too) {
    change_clip("B", [](session::Clip& clip) { clip.in = {{1000}, session::FadeCurve::linear}; });
    const Busy found = changed_ranges(before_, after_, {});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_GT(found[0].end.value, 1000 + 10000);
    EXPECT_LT(found[0].end.value, 480000);
}

// Whatever the sound goes on to be: the two runs meet again within the declared tail, to the last bit.
TEST(Changes, what_remembers_longest_forgets_within_its_tail) {
    for (const char* const processor : {"filter", "limiter"}) {
        auto before = empty_session(*layout_named("5.1"));
        session::Insert insert{.id = InsertId{77}, .processor = processor, .values = {}, .key = {}};
        if (insert.processor == "filter") {
            insert.values.set(session::filter::low_cut, 20);
            insert.values.set(session::filter::low_cut_slope, 2);
            insert.values.set(session::filter::bell, 20);
            insert.values.set(session::filter::bell_q, 3);
            insert.values.set(session::filter::bell_gain, 12);
        } else {
            insert.values.set(session::limiter::ceiling, -20);
            insert.values.set(session::limiter::release, session::limiter::release.max);
        }
        session::Strip strip;
        strip.inserts.push_back(insert);
        const MediaId media = add_track(before, {.name = "A", .place = range(0, 48000 * 60), .strip = strip});
        auto after = before;
        change_track(after, "A", [](session::Track& track) {
            session::Clip clip = *track.clips.front();
            clip.in = {{4800}, session::FadeCurve::linear};
            track.clips = {std::make_shared<const session::Clip>(clip)};
        });
        Recordings recordings;
        recordings.set(media, seeded_noise(5, 0.7));
        const Busy ranges = changed_ranges(before, after, {});
        ASSERT_EQ(ranges.size(), 1U);
        const Sound old_sound = rendered(before, recordings, range(0, 48000 * 60));
        const Sound new_sound = rendered(after, recordings, range(0, 48000 * 60));
        EXPECT_GT(difference(old_sound, new_sound), 0.01) << processor;
        EXPECT_FALSE(missed(old_sound, new_sound, {}, ranges)) << processor;
        EXPECT_LT(ranges[0].end.value, 48000 * 30) << processor;
    }
}

TEST_F(ChangedMix, a_recording_exchanged_under_its_name_marks_its_clips) {
    session::MediaPool pool = *after_.pool;
    session::Media other = *pool.media.front();
    other.hash = "other";
    pool.media.front() = std::make_shared<const session::Media>(other);
    after_.pool = std::make_shared<const session::MediaPool>(pool);
    expect_tight(changed_ranges(before_, after_, {}), {range(48000, 96000)});
}

TEST_F(ChangedMix, another_sample_rate_changes_all) {
    session::Info info = *after_.info;
    info.rate = {96000};
    after_.info = std::make_shared<const session::Info>(info);
    EXPECT_TRUE(inside(changed_ranges(before_, after_, {}), 1'000'000'000));
}

} // namespace
