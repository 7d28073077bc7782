// Where punches begin and end, and that laying them never disturbs what lies beyond their crossfades.
#include "engine/session/punch.h"

#include <gtest/gtest.h>

#include "engine/session/edits/record_print.h"
#include "engine/session/invariants.h"
#include "tests/support/dice.h"
#include "tests/support/small_session.h"

namespace {

using namespace dub;
using namespace dub::session;
using namespace dub::test;

constexpr SampleCount fade{960};

SampleRange range(std::int64_t from, std::int64_t to) { return {{from}, {to}}; }

Print print_of(std::initializer_list<SampleRange> places) {
    Print print;
    for (const SampleRange& place : places) {
        Clip clip;
        clip.place = place;
        print.clips.push_back(std::make_shared<const Clip>(clip));
    }
    return print;
}

TEST(Punch, where_nothing_was_printed_it_is_what_was_asked_for) {
    EXPECT_EQ(punch_range({}, range(1000, 2000), fade), range(1000, 2000));
    EXPECT_EQ(punch_range(print_of({range(5000, 9000)}), range(1000, 2000), fade), range(1000, 2000));
}

TEST(Punch, inside_a_print_the_crossfades_lie_beside_it) {
    EXPECT_EQ(punch_range(print_of({range(0, 100000)}), range(20000, 30000), fade), range(19520, 30480));
}

TEST(Punch, what_would_be_left_of_a_print_is_no_shorter_than_a_crossfade) {
    EXPECT_EQ(punch_range(print_of({range(0, 100000)}), range(500, 99500), fade), range(0, 100000));
}

TEST(Punch, an_edge_in_an_earlier_crossfade_takes_its_place_or_moves_before_it) {
    const Print print = print_of({range(0, 20000), range(19040, 50000)});
    EXPECT_EQ(punch_range(print, range(20000, 30000), fade).start, SamplePos{19520});
    EXPECT_EQ(punch_range(print, range(20100, 30000), fade).start, SamplePos{19040 - 480});
}

// Each sample is one pass, or the blend of two; a punch leaves all beyond its crossfades.
using Sounding = std::vector<std::pair<MediaId, std::int64_t>>;
Sounding sounding(const Print& print, SamplePos at) {
    Sounding all;
    for (const auto& clip : print.clips)
        if (clip->place.contains(at)) {
            std::int64_t faded = 0; // how far into which fade
            if (at - clip->place.start < clip->in.length) faded = (at - clip->place.start).value + 1;
            if (clip->place.end - at <= clip->out.length) faded = -(clip->place.end - at).value;
            all.emplace_back(clip->media,
                             (clip->source_start + (at - clip->place.start)).value * 4096 + faded);
        }
    return all;
}

TEST(Punch, a_hundred_punches_leave_all_beyond_their_crossfades_as_it_was) {
    Session session = small_session();
    const BusId bus = bus_id(session, "FX");
    const SamplePos origin = from_start(0);
    Dice dice(11);
    for (int pass = 0; pass < 100; ++pass) {
        const std::int64_t from = dice.whole(0, 40) * 2000, to = from + dice.whole(1, 20) * 2000;
        const SampleRange wanted{origin + SampleCount{from}, origin + SampleCount{to}};
        Print like;
        like.bus = bus;
        const Print* const known = find_print(session.prints, like);
        const Print before = known == nullptr ? like : *known;
        RecordPrint record;
        record.bus = bus;
        record.media = session.pool->media.front()->id;
        record.range = punch_range(before, wanted, fade);
        record.handle = {4800 + pass * 20'000}; // tells the passes apart
        record.crossfade = fade;
        session = must(apply(session, record));
        ASSERT_FALSE(has_error(check(session)));
        const Print after = *find_print(session.prints, like);
        for (std::int64_t at = 0; at < 130000; at += 60) {
            const SamplePos place = origin + SampleCount{at};
            const bool beyond =
                place < record.range.start - SampleCount{480} || place >= record.range.end + SampleCount{480};
            if (beyond) {
                ASSERT_EQ(sounding(after, place), sounding(before, place)) << "pass " << pass << " at " << at;
            } else if (wanted.contains(place)) {
                ASSERT_EQ(sounding(after, place).size(), 1U) << "pass " << pass << " at " << at;
            }
        }
    }
}

} // namespace
