// What is written as FCP7 XML and OTIO comes back as it was, in so far as the format can say it.
#include <cmath>

#include <gtest/gtest.h>

#include "formats/json/json.h"
#include "formats/turnover/otio/otio.h"
#include "formats/turnover/xmeml/xmeml.h"

namespace dub {
namespace {

using namespace conform;

Rational frames(std::int64_t count) { return Rational{count} * Rational{1001, 24000}; }

Event clip(const char* name, int source, std::int64_t start, std::int64_t end, std::int64_t in) {
    Event event;
    event.name = name;
    event.source = source;
    event.record = {frames(86400 + start), frames(86400 + end)};
    event.played = {frames(in), frames(in + end - start)};
    return event;
}

Source recording(const char* name, int channels) {
    Source source;
    source.name = name;
    source.locators = {std::string("file:///media/") + name};
    source.channels = channels;
    source.rate = SampleRate{48000};
    source.bits = 24;
    source.timecode = TimecodeFormat{{24000, 1001}, 24, DropFrame::no};
    source.start = FramePos{100000};
    source.length = frames(5000);
    source.picture_rate = FrameRate{24000, 1001};
    return source;
}

ListTrack track(const char* name, int number, int channels) {
    ListTrack made;
    made.name = name, made.number = number, made.channels = channels;
    return made;
}

// 23.976 from 01:00:00:00: a cross-fade of equal power, gain, a curve, speeds, channels, mutes, markers.
Turnover full_list() {
    Turnover list;
    list.name = "Reel & 1";
    list.timecode = {{24000, 1001}, 24, DropFrame::no};
    list.start = FramePos{86400};
    list.sound_rate = SampleRate{48000};
    list.sources = {recording("A001.mov", 2), recording("boom <1>.wav", 4)};
    list.sources[0].moving = true;
    list.sources[1].tape = "SR018";
    list.sources[1].scene = "92C", list.sources[1].take = "3";

    ListTrack picture = track("V1", 1, 1);
    picture.kind = TrackKind::picture;
    picture.events = {clip("A001", 0, 0, 100, 50), clip("A001", 0, 120, 200, 300)};
    picture.events[0].link = "one";
    picture.events[1].speed = Rational{2};
    picture.events[1].played.end = picture.events[1].played.start + frames(160);

    ListTrack boom = track("DX 1", 1, 1);
    boom.events = {clip("boom", 1, 0, 110, 50), clip("boom", 1, 90, 200, 640),
                   clip("boom", 1, 200, 260, 700)};
    boom.events[0].link = "one";
    boom.events[0].fade_out = boom.events[1].fade_in = {frames(20), FadeShape::equal_power};
    boom.events[0].gain = Db{-6};
    boom.events[1].gain_curve = {{{frames(0), 0}, {frames(48), -12.5}, {frames(110), 3}},
                                 CurveShape::linear_gain};
    boom.events[2].fade_in = {frames(5), FadeShape::linear};
    boom.events[2].fade_out = {frames(12), FadeShape::equal_power};
    boom.events[2].speed = Rational{-1};
    for (Event& event : boom.events)
        event.channels = {2};

    ListTrack stereo = track("FX", 2, 2);
    stereo.events = {clip("pair", 0, 0, 50, 0), clip("half", 0, 50, 80, 10), clip("mono", 1, 80, 90, 0)};
    stereo.events[0].channels = {0, 1};
    stereo.events[1].channels = {-1, 1};
    stereo.events[1].muted = true;
    stereo.events[2].channels = {3, 3};
    stereo.muted = true;
    list.tracks = {picture, boom, stereo};
    list.markers = {{frames(86410), {}, "first", "a \"quoted\" word", "", "", -1},
                    {frames(86500), frames(5), "second", "", "", "", -1}};
    return list;
}

// What no list says of itself: places in the file, names of links, the format.
Turnover comparable(Turnover list) {
    list.format = list.producer = "";
    list.diagnostics.clear();
    for (ListTrack& track : list.tracks)
        for (Event& event : track.events) {
            event.where.clear();
            event.link = event.link.empty() ? "" : "linked";
            for (CurvePoint& point : event.gain_curve.points)
                point.value = std::round(point.value * 1e6) / 1e6;
        }
    return list;
}

void expect_same(const Turnover& wanted, const Turnover& found) {
    EXPECT_EQ(found.sources, wanted.sources);
    EXPECT_EQ(found.markers, wanted.markers);
    ASSERT_EQ(found.tracks.size(), wanted.tracks.size());
    for (std::size_t t = 0; t < wanted.tracks.size(); ++t) {
        ASSERT_EQ(found.tracks[t].events.size(), wanted.tracks[t].events.size()) << t;
        for (std::size_t e = 0; e < wanted.tracks[t].events.size(); ++e) {
            const Event &was = wanted.tracks[t].events[e], &is = found.tracks[t].events[e];
            EXPECT_EQ(is.record, was.record) << t << ' ' << e;
            EXPECT_EQ(is.played, was.played) << t << ' ' << e << ": " << is.played.start.value();
            EXPECT_EQ(is.speed, was.speed) << t << ' ' << e;
            EXPECT_EQ(is.fade_in, was.fade_in) << t << ' ' << e;
            EXPECT_EQ(is.fade_out, was.fade_out) << t << ' ' << e;
            EXPECT_EQ(is.channels, was.channels) << t << ' ' << e;
            EXPECT_EQ(is.gain, was.gain) << t << ' ' << e;
            EXPECT_EQ(is.gain_curve, was.gain_curve) << t << ' ' << e;
            EXPECT_EQ(is, was) << t << ' ' << e;
        }
        EXPECT_EQ(found.tracks[t], wanted.tracks[t]) << t;
    }
    EXPECT_EQ(found, wanted);
}

TEST(ListRoundTrip, fcp7_xml_comes_back_as_it_was) {
    const Turnover list = full_list();
    const auto written = turnover::xmeml::write(list);
    EXPECT_EQ(written.diagnostics, Diagnostics{});
    const auto read = turnover::xmeml::read_text(written.text, "out.xml", {});
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(read->diagnostics, Diagnostics{});
    expect_same(comparable(list), comparable(*read));
}

TEST(ListRoundTrip, otio_comes_back_as_it_was_with_all_it_has_no_words_for) {
    Turnover list = full_list();
    list.tracks[1].role = "dialogue";
    list.tracks[1].colour = "#ff8800";
    list.tracks[1].volume = {{{frames(86400), -3}, {frames(86500), 0}}, CurveShape::linear_db};
    list.tracks[1].pan = {{{frames(0), -0.25}}, CurveShape::constant};
    list.tracks[1].events[1].role = "dialogue.boom-1";
    list.tracks[1].events[1].note = "hum at the end";
    list.tracks[1].events[1].gain = Db{minus_infinity};
    list.tracks[1].events[2].speed = Rational{1, 3}; // no double says it
    list.tracks[1].events[2].played.end = list.tracks[1].events[2].played.start + frames(20);
    list.tracks[1].events[2].record.end += Rational{1, 48000}; // ends on a sample
    list.tracks[1].events[2].played.end += Rational{1, 144000};
    list.tracks[2].events[2].effects = {"Telephone"};
    list.sources[1].umids = {std::string(64, 'a')};
    list.markers[1].track = 1;
    list.markers[1].colour = "RED";
    const auto written = turnover::otio::write(list);
    const auto read = turnover::otio::read_text(written.text, "out.otio", {});
    ASSERT_TRUE(read) << read.error().text();
    expect_same(comparable(list), comparable(*read));
}

TEST(ListRoundTrip, xml_says_what_it_cannot_say) {
    Turnover list = full_list();
    list.tracks[1].volume = {{{frames(86400), -3}, {frames(86600), -9}}, CurveShape::linear_db};
    list.tracks[1].events[0].record.end += Rational{1, 48000};
    list.tracks[1].events[0].role = "dialogue";
    list.tracks[1].events[2].gain = Db{30};
    std::vector<std::string> codes;
    const auto written = turnover::xmeml::write(list);
    for (const Diagnostic& one : written.diagnostics)
        codes.push_back(one.code);
    EXPECT_EQ(codes, (std::vector<std::string>{"xmeml.between-frames", "xmeml.loud", "xmeml.overlap",
                                               "xmeml.role", "xmeml.track-volume"}));
    const auto read = turnover::xmeml::read_text(written.text, "out.xml", {});
    ASSERT_TRUE(read) << read.error().text();
    const Event& first = read->tracks[1].events[0]; // -6 dB and the track's -3 dB
    ASSERT_GT(first.gain_curve.points.size(), 1U);
    EXPECT_NEAR(first.gain_curve.points[0].value, -9, 1e-6);
}

// The structure as the specification of OpenTimelineIO gives it, looked at without our reader: every object
// has a schema, items of a track last as long as the list, transitions stand between items.
TEST(ListRoundTrip, an_otio_has_the_structure_of_the_specification) {
    const auto document = json::parse(turnover::otio::write(full_list()).text, "out.otio");
    ASSERT_TRUE(document);
    EXPECT_EQ((*document)["OTIO_SCHEMA"], "Timeline.1");
    EXPECT_EQ((*document)["global_start_time"]["value"], 86400.0);
    EXPECT_EQ((*document)["tracks"]["OTIO_SCHEMA"], "Stack.1");
    const std::vector<double> lasts{200, 260, 90}; // frames
    for (std::size_t t = 0; t < 3; ++t) {
        const auto& track = (*document)["tracks"]["children"][t];
        EXPECT_EQ(track["OTIO_SCHEMA"], "Track.1");
        EXPECT_EQ(track["kind"], t == 0 ? "Video" : "Audio");
        double length = 0;
        bool transition = false;
        for (const auto& item : track["children"]) {
            const bool next = item["OTIO_SCHEMA"] == "Transition.1";
            EXPECT_FALSE(next && transition) << "two transitions follow each other";
            transition = next;
            if (!next) length += item["source_range"]["duration"]["value"].get<double>();
        }
        EXPECT_EQ(length, lasts[t]);
    }
    const auto& speed = (*document)["tracks"]["children"][0]["children"][2]["effects"][0];
    EXPECT_EQ(speed["OTIO_SCHEMA"], "LinearTimeWarp.1");
    EXPECT_EQ(speed["time_scalar"], 2.0);
}

} // namespace
} // namespace dub
