// Each invariant, broken by hand, is found and named.

#include "engine/session/invariants.h"

#include <functional>

#include "engine/session/edits/add_bus.h"
#include "engine/session/edits/add_send.h"
#include "engine/session/edits/change.h"
#include "engine/session/edits/set_output.h"
#include "engine/session/edits/set_role.h"
#include "engine/session/parameters/filter.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace session;

// The first diagnostic of that code, or one that says it is missing.
Diagnostic find(const Session& session, std::string_view code) {
    const Diagnostics found = check(session);
    for (const auto& one : found)
        if (one.code == code) return one;
    std::string codes;
    for (const auto& one : found)
        codes += one.code + " ";
    return {Severity::note, "missing", "", "no " + std::string(code) + " among: " + codes};
}

Session with_changed_track(const Session& session, const std::function<void(Track&)>& change) {
    Track track = *session.tracks.front();
    change(track);
    return with_track(session, std::move(track));
}

Session with_changed_clip(const std::function<void(Clip&)>& change) {
    Session session = small_session();
    put(session, "DX 1", 0, 1000, "line");
    return with_changed_track(session, [&](Track& track) {
        Clip clip = *track.clips.front();
        change(clip);
        track.clips.front() = share(std::move(clip));
    });
}

Session with_changed_bus(std::string_view name, const std::function<void(Bus&)>& change) {
    const Session session = small_session();
    Bus bus = *find_bus(session, name);
    change(bus);
    return with_bus(session, std::move(bus));
}

Session with_changed_strip(const std::function<void(Strip&)>& change) {
    return with_changed_track(small_session(), [&](Track& track) {
        Strip strip = *track.strip;
        change(strip);
        track.strip = share(std::move(strip));
    });
}

TEST(Invariants, a_usual_session_has_no_finding) {
    Session session = small_session();
    put(session, "DX 1", 0, 1000);
    EXPECT_TRUE(check(session).empty());
}

TEST(Invariants, a_dangling_output_is_named) {
    const auto found = find(with_changed_track(small_session(), [](Track& t) { t.output = {999}; }),
                            "session.dangling-output");
    EXPECT_EQ(found.severity, Severity::error);
    EXPECT_NE(found.sentence.find("'DX 1' feeds bus b999"), std::string::npos) << found.sentence;
}

TEST(Invariants, a_circle_names_the_buses_on_it) {
    Session session = small_session();
    session = must(apply(session, AddBus{"A", BusKind::predub, {}, bus_id(session, "FX"), {}}));
    session = must(apply(session, AddBus{"B", BusKind::predub, {}, bus_id(session, "A"), {}}));
    session = must(apply(session, SetOutput{{{}, bus_id(session, "A")}, bus_id(session, "B")}));
    const auto found = find(session, "session.cycle");
    EXPECT_EQ(found.severity, Severity::error);
    EXPECT_NE(found.sentence.find("'A' -> "), std::string::npos) << found.sentence;
    EXPECT_NE(found.sentence.find("'B'"), std::string::npos);
}

TEST(Invariants, a_send_and_a_key_can_close_a_circle) {
    const Session session = small_session();
    const StripOwner stem{{}, bus_id(session, "FX")};
    EXPECT_EQ(find(must(apply(session, AddSend{stem, stem.bus, 0, {}})), "session.cycle").severity,
              Severity::error);
    Strip strip = *find_strip(session, stem);
    strip.inserts.push_back({{900}, "gain", {}, false, Key{{}, bus_id(session, "PM"), true}});
    EXPECT_EQ(find(with_strip(session, stem, strip), "session.cycle").severity, Severity::error);
}

TEST(Invariants, there_is_one_printmaster_and_it_feeds_nothing) {
    const BusId fx = bus_id(small_session(), "FX");
    EXPECT_EQ(
        find(with_changed_bus("PM", [](Bus& b) { b.kind = BusKind::stem; }), "session.printmaster").severity,
        Severity::error);
    EXPECT_EQ(
        find(with_changed_bus("FX", [](Bus& b) { b.kind = BusKind::printmaster; }), "session.printmaster")
            .severity,
        Severity::error);
    EXPECT_EQ(
        find(with_changed_bus("PM", [&](Bus& b) { b.output = fx; }), "session.printmaster-output").severity,
        Severity::error);
}

TEST(Invariants, clips_are_whole_and_inside_time) {
    EXPECT_EQ(
        find(with_changed_clip([](Clip& c) { c.place.end = c.place.start; }), "session.clip-length").severity,
        Severity::error);
    EXPECT_EQ(
        find(with_changed_clip([](Clip& c) { c.place.end.value = INT64_MAX; }), "session.position").severity,
        Severity::error);
    EXPECT_EQ(find(with_changed_clip([](Clip& c) { c.source_start.value = INT64_MIN; }), "session.position")
                  .severity,
              Severity::error);
    EXPECT_EQ(
        find(with_changed_clip([](Clip& c) { c.in.length = {600}, c.out.length = {401}; }), "session.fades")
            .severity,
        Severity::error);
    EXPECT_EQ(find(with_changed_clip([](Clip& c) { c.in.length = {INT64_MAX}, c.out.length = {INT64_MAX}; }),
                   "session.fades")
                  .severity,
              Severity::error);
    EXPECT_EQ(find(with_changed_clip([](Clip& c) { c.media = {77}; }), "session.dangling-media").severity,
              Severity::error);
    EXPECT_EQ(find(with_changed_clip([](Clip& c) { c.gain.value = std::nan(""); }), "session.value").severity,
              Severity::error);
    EXPECT_EQ(find(with_changed_clip([](Clip& c) {
                       c.channels = {0, 0};
                   }),
                   "session.clip-channels")
                  .severity,
              Severity::error);
    EXPECT_EQ(find(with_changed_clip([](Clip& c) { c.channels = {1}; }), "session.clip-channels").severity,
              Severity::error);
    EXPECT_EQ(
        find(with_changed_clip([](Clip& c) { c.source_start = {-1}; }), "session.outside-media").severity,
        Severity::warning);
    EXPECT_EQ(find(with_changed_clip([](Clip& c) { c.name = "\xFF"; }), "session.text").severity,
              Severity::error);
}

TEST(Invariants, an_overlap_needs_fades_that_cover_it) {
    Session session = small_session();
    put(session, "DX 1", 0, 1000);
    put(session, "DX 1", 1000, 2000);
    const auto overlapping = [&](std::int64_t fade) {
        return with_changed_track(session, [&](Track& track) {
            Clip a = *track.clips[0];
            Clip b = *track.clips[1];
            a.place.end += SampleCount{100};
            a.out.length = b.in.length = {fade};
            track.clips = {share(std::move(a)), share(std::move(b))};
        });
    };
    EXPECT_EQ(find(overlapping(99), "session.overlap").severity, Severity::error);
    EXPECT_TRUE(check(overlapping(100)).empty());
    const Session unsorted =
        with_changed_track(session, [](Track& track) { std::swap(track.clips[0], track.clips[1]); });
    EXPECT_EQ(find(unsorted, "session.order").severity, Severity::error);
}

TEST(Invariants, ids_are_unique_and_below_the_next) {
    EXPECT_EQ(find(with_changed_clip([](Clip& c) { c.id = {100000}; }), "session.next-id").severity,
              Severity::error);
    Session session = small_session();
    put(session, "DX 1", 0, 1000);
    session = with_changed_track(session, [](Track& track) {
        Clip copy = *track.clips[0];
        copy.place = copy.place.moved({5000});
        track.clips.push_back(share(std::move(copy)));
    });
    EXPECT_EQ(find(session, "session.duplicate-id").severity, Severity::error);
}

TEST(Invariants, lanes_are_sorted_single_and_of_something) {
    const auto lane = [](ParameterAddress target, std::vector<LanePoint> points) {
        return with_changed_strip([&](Strip& strip) {
            strip.lanes.push_back(share(Lane{{5}, target, points}));
        });
    };
    EXPECT_EQ(find(lane({{}, {}, "wobble"}, {{{0}, 0}}), "session.dangling-lane").severity, Severity::error);
    EXPECT_EQ(find(lane({{88}, {}, "level"}, {{{0}, 0}}), "session.dangling-lane").severity, Severity::error);
    EXPECT_EQ(find(lane({{}, {88}, "level"}, {{{0}, 0}}), "session.dangling-lane").severity, Severity::error);
    EXPECT_EQ(find(lane({{}, {}, "fader"}, {{{9}, 0}, {{0}, 0}}), "session.points-order").severity,
              Severity::error);
    EXPECT_EQ(find(lane({{}, {}, "fader"}, {{{9}, 13}}), "session.value").severity, Severity::error);
    EXPECT_EQ(find(lane({{}, {}, "fader"}, {{{9}, -145}}), "session.value").severity, Severity::error);
    EXPECT_EQ(find(lane({{}, {}, "fader"}, {}), "session.empty-lane").severity, Severity::error);
    const Session two = with_changed_strip([](Strip& strip) {
        strip.lanes = {share(Lane{{5}, {{}, {}, "fader"}, {{{0}, 0}}}),
                       share(Lane{{6}, {{}, {}, "fader"}, {{{0}, 0}}})};
    });
    EXPECT_EQ(find(two, "session.two-lanes").severity, Severity::error);
}

TEST(Invariants, slots_name_things_that_exist) {
    EXPECT_EQ(find(with_changed_strip([](Strip& s) {
                       s.sends.push_back({{5}, {99}, {}, {}});
                   }),
                   "session.dangling-send")
                  .severity,
              Severity::error);
    const auto keyed = with_changed_strip([](Strip& s) {
        s.inserts.push_back({{5}, "gain", {}, false, Key{{99}, {}, true}});
    });
    EXPECT_EQ(find(keyed, "session.dangling-key").severity, Severity::error);
    const auto unknown = with_changed_strip([](Strip& s) {
        s.inserts.push_back({{5}, "reverb of 2031", {}, false, {}});
    });
    EXPECT_EQ(find(unknown, "session.unknown-processor").severity, Severity::error);
    const auto wrong = with_changed_strip([](Strip& s) {
        ParameterValues values;
        values.set(filter::bell, 500); // no parameter of a gain
        s.inserts.push_back({{5}, "gain", values, false, {}});
    });
    EXPECT_EQ(find(wrong, "session.unknown-parameter").severity, Severity::error);
}

TEST(Invariants, the_frame_is_sane) {
    const auto with = [](const std::function<void(Info&)>& change) {
        Info info = *small_session().info;
        change(info);
        return with_info(small_session(), std::move(info));
    };
    EXPECT_EQ(find(with([](Info& i) { i.rate = {7999}; }), "session.rate").severity, Severity::error);
    EXPECT_EQ(find(with([](Info& i) { i.rate = {768001}; }), "session.rate").severity, Severity::error);
    EXPECT_EQ(find(with([](Info& i) { i.timecode.nominal = 25; }), "session.timecode").severity,
              Severity::error);
    EXPECT_EQ(find(with([](Info& i) { i.home = {}; }), "session.layout").severity, Severity::error);
    Session session = small_session();
    session.segments = share(std::vector<Segment>{{{1}, "R1", {{0}, {50}}, {}, false, false},
                                                  {{2}, "R2", {{49}, {90}}, {}, false, false}});
    EXPECT_EQ(find(session, "session.segments-overlap").severity, Severity::error);
}

TEST(Invariants, a_mixer_hears_of_roles_that_go_astray) {
    const Session session = small_session();
    const TrackId dialogue = track_id(session, "DX 1");
    const auto none = find(must(apply(session, SetRole{{dialogue}, {}})), "session.no-role");
    EXPECT_EQ(none.severity, Severity::warning);
    EXPECT_NE(none.sentence.find("enters no stem"), std::string::npos);
    EXPECT_EQ(
        find(must(apply(session, SetRole{{dialogue}, Role::music})), "session.role-not-in-stem").severity,
        Severity::warning);
    EXPECT_EQ(find(must(apply(session, SetRole{{dialogue}, Role::guide})), "session.guide-in-stem").severity,
              Severity::warning);
}

TEST(Invariants, a_return_fed_by_two_roles_is_a_warning) {
    Session session = small_session();
    session = must(apply(session, AddBus{"REV", BusKind::returns, {}, bus_id(session, "DX"), {}}));
    session = must(apply(session, AddSend{{track_id(session, "DX 1"), {}}, bus_id(session, "REV"), 0, {}}));
    EXPECT_TRUE(check(session).empty());
    session = must(apply(session, AddSend{{track_id(session, "FX 1"), {}}, bus_id(session, "REV"), 0, {}}));
    const auto found = find(session, "session.return-fed-by-two-roles");
    EXPECT_EQ(found.severity, Severity::warning);
    EXPECT_NE(found.sentence.find("'FX'"), std::string::npos) << found.sentence;
}

} // namespace
} // namespace dub::test
