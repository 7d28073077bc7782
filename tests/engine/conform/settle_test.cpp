// How a list is heard, and several lists as one.
#include <gtest/gtest.h>

#include "engine/conform/settle.h"

namespace dub::test {
namespace {
using namespace conform;

Event event(int source, int start, int end, int from = 0) {
    Event made;
    made.source = source;
    made.name = std::string(1, static_cast<char>('a' + source));
    made.record = {Rational{start}, Rational{end}};
    made.played = {Rational{from}, Rational{from + end - start}};
    made.where = fmt::format("line {}", start);
    return made;
}
Event fading(Event made, int in, int out) {
    made.fade_in.length = Rational{in};
    made.fade_out.length = Rational{out};
    return made;
}
Event outgoing(int source, int at, int from, int length) {
    Event made = fading(event(source, at, at, from), 0, length);
    made.kind = EventKind::outgoing;
    return made;
}
Event of_kind(EventKind kind, Event made) {
    made.kind = kind;
    return made;
}
Event at_speed(int speed, Event made) {
    const Rational length = made.record.length() * Rational{speed};
    made.speed = Rational{speed};
    if (speed < 0)
        made.played.end = made.played.start - length;
    else
        made.played.end = made.played.start + length;
    return made;
}

Turnover list_of(std::vector<Event> events, TrackKind kind = TrackKind::sound) {
    Turnover list;
    list.format = "edl";
    list.name = "list";
    list.sources.resize(3);
    for (std::size_t i = 0; i < 3; ++i)
        list.sources[i].name = std::string(1, static_cast<char>('a' + i));
    ListTrack track;
    track.name = kind == TrackKind::sound ? "A1" : "V";
    track.number = 1;
    track.kind = kind;
    track.events = std::move(events);
    list.tracks.push_back(std::move(track));
    return list;
}

std::string shown(const std::vector<Event>& events) {
    std::string text;
    for (const Event& one : events) {
        text += fmt::format("{}{} [{},{}) of {}-{}", one.name, one.kind == EventKind::clip ? "" : "*",
                            one.record.start.value(), one.record.end.value(), one.played.start.value(),
                            one.played.end.value());
        if (one.fade_in.length != Rational{}) text += fmt::format(" in {}", one.fade_in.length.value());
        if (one.fade_out.length != Rational{}) text += fmt::format(" out {}", one.fade_out.length.value());
        text += '\n';
    }
    return text;
}

struct Row {
    std::string_view what;
    Turnover list;
    std::string_view events;
};

TEST(Settle, a_list_is_heard_as_clips_that_overlap_only_where_they_cross_fade) {
    const std::vector<Row> rows{
        {"plain clips stay", list_of({event(0, 0, 4), event(1, 4, 8)}), "a [0,4) of 0-4\nb [4,8) of 0-4\n"},
        {"the event before goes on under the dissolve",
         list_of({event(0, 0, 4), outgoing(0, 4, 4, 2), fading(event(1, 4, 8), 2, 0)}),
         "a [0,6) of 0-6 out 2\nb [4,8) of 0-4 in 2\n"},
        {"backwards too",
         list_of({at_speed(-1, event(0, 0, 4, 10)),
                  [] {
                      Event half = outgoing(0, 4, 10, 2);
                      half.speed = Rational{-1};
                      return half;
                  }(),
                  fading(event(1, 4, 8), 2, 0)}),
         "a [0,6) of 8-14 out 2\nb [4,8) of 0-4 in 2\n"},
        {"a half that goes on from nothing is a clip of its own",
         list_of({event(2, 0, 4), outgoing(0, 4, 40, 2), fading(event(1, 4, 8), 2, 0)}),
         "c [0,4) of 0-4\na [4,6) of 40-42 out 2\nb [4,8) of 0-4 in 2\n"},
        {"a half that is said twice is one",
         list_of({event(0, 0, 4), outgoing(0, 4, 4, 2), fading(event(1, 4, 8), 2, 0), outgoing(0, 4, 4, 2),
                  fading(event(1, 4, 8), 2, 0)}),
         "a [0,6) of 0-6 out 2\nb [4,8) of 0-4 in 2\n"},
        {"from black there is only the fade",
         list_of({[] {
                      Event half = outgoing(0, 4, 0, 2);
                      half.source = -1;
                      return half;
                  }(),
                  fading(event(1, 4, 8), 2, 0)}),
         "b [4,8) of 0-4 in 2\n"},
        {"to black the clip fades out, and no black is left on a sound track",
         list_of({event(0, 0, 4), outgoing(0, 4, 4, 2),
                  of_kind(EventKind::black, fading(event(-1, 4, 8), 2, 0))}),
         "a [0,6) of 0-6 out 2\n"},
        {"a dissolve without a first half is out of the event before",
         list_of({event(0, 0, 4),
                  [] {
                      Event in = fading(event(1, 4, 8), 2, 0);
                      in.dissolves = true;
                      return in;
                  }()}),
         "a [0,6) of 0-6 out 2\nb [4,8) of 0-4 in 2\n"},
        {"a fade in is one where nothing says more", list_of({event(0, 0, 4), fading(event(1, 4, 8), 2, 0)}),
         "a [0,4) of 0-4\nb [4,8) of 0-4 in 2\n"},
        {"cross-fades of other lists stay",
         list_of({fading(event(0, 0, 5), 0, 2), fading(event(1, 3, 8), 2, 0)}),
         "a [0,5) of 0-5 out 2\nb [3,8) of 0-5 in 2\n"},
        {"what begins later covers, and what is longer goes on after it",
         list_of({event(0, 0, 10), event(1, 2, 4), event(2, 3, 6)}),
         "a [0,2) of 0-2\nb [2,3) of 0-1\nc [3,6) of 0-3\na [6,10) of 6-10\n"},
        {"a covered end has no fade", list_of({fading(event(0, 0, 10), 3, 3), event(1, 2, 12)}),
         "a [0,2) of 0-2 in 2\nb [2,12) of 0-10\n"},
        {"of two at one place the later in the list is heard", list_of({event(0, 0, 4), event(1, 0, 4)}),
         "b [0,4) of 0-4\n"},
        {"a speed moves the source by so much more", list_of({at_speed(2, event(0, 0, 10)), event(1, 2, 4)}),
         "a [0,2) of 0-4\nb [2,4) of 0-2\na [4,10) of 8-20\n"},
        {"without length there is nothing to hear", list_of({event(0, 4, 4), event(1, 9, 3)}), ""},
        {"out of order is sorted", list_of({event(1, 4, 8), event(0, 0, 4)}),
         "a [0,4) of 0-4\nb [4,8) of 0-4\n"},
        {"keys cover no picture, black shows",
         list_of({event(0, 0, 4), of_kind(EventKind::key, event(1, 1, 3)),
                  of_kind(EventKind::black, event(2, 4, 5))},
                 TrackKind::picture),
         "a [0,4) of 0-4\nb* [1,3) of 0-2\nc* [4,5) of 0-1\n"},
    };
    for (const Row& row : rows) {
        const Turnover once = heard(row.list);
        EXPECT_EQ(shown(once.tracks.front().events), row.events) << row.what;
        EXPECT_EQ(heard(once), once) << row.what;
    }
}

TEST(Settle, a_curve_begins_where_its_event_now_begins) {
    Event under = event(0, 0, 10);
    under.gain_curve = {{{Rational{0}, 0}, {Rational{8}, -8}}, CurveShape::linear_db};
    const auto events = heard(list_of({under, event(1, 2, 4)})).tracks.front().events;
    ASSERT_EQ(events.size(), 3U);
    EXPECT_EQ(events[2].gain_curve.points, (std::vector<CurvePoint>{{Rational{0}, -4}, {Rational{4}, -8}}));
}

TEST(Settle, ten_thousand_events_over_each_other_take_no_time_to_speak_of) {
    std::vector<Event> events;
    for (int i = 0; i < 10'000; ++i)
        events.push_back(event(i % 3, i, 20'000 - i));
    const auto settled = heard(list_of(std::move(events))).tracks.front().events;
    EXPECT_EQ(settled.size(), 19'999U);
    for (std::size_t i = 1; i < settled.size(); ++i)
        ASSERT_EQ(settled[i - 1].record.end, settled[i].record.start);
}

TEST(Join, split_lists_of_one_department_count_on_and_share_the_picture) {
    Turnover first = list_of({event(0, 0, 4)});
    first.tracks.push_back(list_of({event(0, 0, 4)}, TrackKind::picture).tracks.front());
    Turnover second = first;
    second.tracks.front().events = {event(1, 1, 3)};
    const auto joined = join({{first, ""}, {second, ""}});
    ASSERT_TRUE(joined);
    ASSERT_EQ(joined->tracks.size(), 3U);
    EXPECT_EQ(joined->tracks[0].name, "A1");
    EXPECT_EQ(joined->tracks[1].kind, TrackKind::picture);
    EXPECT_EQ(joined->tracks[2].name, "A2");
    EXPECT_EQ(joined->tracks[2].number, 2);
    EXPECT_EQ(joined->tracks[2].events.front().source, 1);
    EXPECT_EQ(joined->sources.size(), 3U); // named in both
}

TEST(Join, reels_of_one_department_go_on_on_the_same_tracks_in_record_order) {
    const auto joined =
        join({{list_of({event(1, 10, 14)}), "Dialogue"}, {list_of({event(0, 0, 4)}), "Dialogue"}});
    ASSERT_TRUE(joined);
    ASSERT_EQ(joined->tracks.size(), 1U);
    EXPECT_EQ(shown(joined->tracks[0].events), "a [0,4) of 0-4\nb [10,14) of 0-4\n");
    EXPECT_EQ(joined->tracks[0].department, "Dialogue");
}

TEST(Join, departments_stay_apart) {
    const auto joined =
        join({{list_of({event(0, 0, 4)}), "Dialogue"}, {list_of({event(1, 10, 14)}), "Music"}});
    ASSERT_TRUE(joined);
    ASSERT_EQ(joined->tracks.size(), 2U);
    EXPECT_EQ(joined->tracks[0].department, "Dialogue");
    EXPECT_EQ(joined->tracks[1].department, "Music");
    EXPECT_EQ(joined->tracks[1].name, "A1");
}

TEST(Join, rates_that_differ_are_named) {
    Turnover other = list_of({event(0, 0, 4)});
    other.name = "music";
    other.timecode = timecode_format("25").value();
    const auto joined = join({{list_of({event(0, 0, 4)}), ""}, {other, ""}});
    ASSERT_FALSE(joined);
    EXPECT_EQ(joined.error().code, ErrorCode::unfit);
    EXPECT_NE(joined.error().sentence.find("'music' 25 fps"), std::string::npos) << joined.error().sentence;
    other.rate = RateIs::unknown;
    EXPECT_FALSE(join({{list_of({event(0, 0, 4)}), ""}, {other, ""}}));
    EXPECT_FALSE(join({}));
}

} // namespace
} // namespace dub::test
