// What is written as AAF comes back as it was; what AAF cannot say is said.
#include <gtest/gtest.h>

#include "formats/wave/inspect.h"
#include "tests/formats/turnover/aaf_round_trip.h"
#include "tests/support/riff_maker.h"
#include "tests/support/temp_folder.h"

namespace dub {
namespace {

using test::clip;
using test::hour;

// Levels come back from fractions over 2^28.
void expect_curve(const conform::Curve& a, const conform::Curve& b, const std::string& where) {
    ASSERT_EQ(a.points.size(), b.points.size()) << where;
    EXPECT_EQ(a.shape, b.shape) << where;
    for (std::size_t i = 0; i < a.points.size(); ++i) {
        EXPECT_EQ(a.points[i].at, b.points[i].at) << where;
        EXPECT_NEAR(a.points[i].value, b.points[i].value, 1e-6) << where;
    }
}

void expect_event(conform::Event a, conform::Event b) {
    expect_curve(a.gain_curve, b.gain_curve, a.where);
    EXPECT_NEAR(a.gain.value, b.gain.value, 1e-6) << a.where;
    a.gain_curve = b.gain_curve;
    a.gain = b.gain;
    EXPECT_EQ(a.record, b.record) << a.where;
    EXPECT_EQ(a.played, b.played) << a.where;
    EXPECT_EQ(a.fade_in, b.fade_in) << a.where;
    EXPECT_EQ(a.fade_out, b.fade_out) << a.where;
    EXPECT_EQ(a, b) << a.where;
}

TEST(AafWriter, everything_it_can_say_comes_back) {
    const test::TempFolder folder;
    const conform::Turnover list = test::everything();
    conform::Turnover read = test::there_and_back(list, folder.path() / "reel.aaf");
    EXPECT_EQ(read.name, list.name);
    EXPECT_EQ(read.timecode, list.timecode);
    EXPECT_EQ(read.start, list.start);
    EXPECT_EQ(read.sources, list.sources);
    EXPECT_EQ(read.markers, list.markers);
    EXPECT_EQ(read.diagnostics, Diagnostics{});
    ASSERT_EQ(read.tracks.size(), list.tracks.size());
    for (std::size_t t = 0; t < list.tracks.size(); ++t) {
        conform::ListTrack a = list.tracks[t], b = read.tracks[t];
        ASSERT_EQ(a.events.size(), b.events.size()) << a.name;
        for (std::size_t i = 0; i < a.events.size(); ++i)
            expect_event(a.events[i], b.events[i]);
        expect_curve(a.volume, b.volume, a.name);
        expect_curve(a.pan, b.pan, a.name);
        b.events = a.events, b.volume = a.volume, b.pan = a.pan;
        EXPECT_EQ(a, b) << a.name;
    }
    EXPECT_TRUE(read.producer.starts_with("Dubstage"));
}

TEST(AafWriter, a_track_on_whole_frames_counts_in_frames) {
    const test::TempFolder folder;
    conform::Turnover list = test::everything();
    list.tracks.resize(1);
    const Rational frame{1001, 24000};
    list.tracks[0].events = {
        clip("T12A-3", 0, frame * Rational{10}, frame * Rational{50}, frame * Rational{7})};
    const auto read = test::there_and_back(list, folder.path() / "reel.aaf");
    EXPECT_EQ(read.sound_rate, std::nullopt); // no slot counts samples
    EXPECT_EQ(read.tracks.at(0).events.at(0).record, list.tracks[0].events[0].record);
}

TEST(AafWriter, clips_that_overlap_go_to_further_tracks) {
    const test::TempFolder folder;
    conform::Turnover list = test::everything();
    list.tracks.resize(1);
    list.tracks[0].events = {clip("a", 0, {}, {3}, {}), clip("b", 1, {1}, {2}, {}),
                             clip("c", 0, {3}, {4}, {})};
    test::Unwatched progress;
    const auto written = turnover::aaf::write(list, folder.path() / "reel.aaf", {}, progress);
    ASSERT_TRUE(written);
    ASSERT_EQ(written->size(), 1U);
    EXPECT_EQ(written->front().code, "aaf.overlap");
    const auto read = turnover::read_turnover(folder.path() / "reel.aaf");
    ASSERT_TRUE(read);
    ASSERT_EQ(read->tracks.size(), 2U);
    EXPECT_EQ(read->tracks[0].events.size(), 2U);
    EXPECT_EQ(read->tracks[1].name, "DX 1.2");
    EXPECT_EQ(read->tracks[1].events.at(0).record, list.tracks[0].events[1].record);
}

TEST(AafWriter, a_speed_comes_back_with_its_effect_named) {
    const test::TempFolder folder;
    conform::Turnover list = test::everything();
    list.tracks.resize(1);
    auto fast = clip("T12A-3", 0, {1}, {3}, {5});
    fast.speed = {3, 2};
    fast.played.end = Rational{8};
    list.tracks[0].events = {fast};
    const auto read = test::there_and_back(list, folder.path() / "reel.aaf");
    const conform::Event& event = read.tracks.at(0).events.at(0);
    EXPECT_EQ(event.speed, fast.speed);
    EXPECT_EQ(event.record, fast.record);
    EXPECT_EQ(event.played, fast.played);
    EXPECT_EQ(event.effects, std::vector<std::string>{"Audio Warp"});
}

TEST(AafWriter, what_it_cannot_say_is_said) {
    const test::TempFolder folder;
    conform::Turnover list = test::everything();
    list.tracks.resize(1);
    auto black = clip("", -1, {}, {1}, {});
    black.kind = conform::EventKind::black;
    list.tracks[0].events = {black};
    conform::ListTrack picture;
    picture.kind = conform::TrackKind::picture;
    picture.name = "V1";
    picture.events = {clip("shot", 0, {}, {1}, {})};
    list.tracks.push_back(picture);
    test::Unwatched progress;
    const auto written = turnover::aaf::write(list, folder.path() / "reel.aaf", {}, progress);
    ASSERT_TRUE(written);
    std::vector<std::string> codes;
    for (const auto& one : *written)
        codes.push_back(one.code);
    EXPECT_EQ(codes, (std::vector<std::string>{"aaf.left-out", "aaf.picture-left-out"}));
}

TEST(AafWriter, embedded_recordings_are_taken_out_again_byte_for_byte) {
    const test::TempFolder folder;
    conform::Turnover list = test::everything();
    std::vector<std::filesystem::path> media;
    std::vector<std::string> bytes;
    for (std::size_t i = 0; i < list.sources.size(); ++i) {
        std::string sound(i == 0 ? 300 : 200'000 + 2 * i, '\0'); // a small one lies in the mini stream
        for (std::size_t k = 0; k < sound.size(); ++k)
            sound[k] = static_cast<char>(k * 31 + i);
        bytes.push_back(test::RiffMaker().fmt({.channels = 1, .bits = 16}).chunk("data", sound).text());
        media.push_back(folder.path() / fmt::format("{}.wav", i));
        test::write_file(media.back(), bytes.back());
    }
    const auto file = folder.path() / "reel.aaf";
    const auto read = test::there_and_back(
        list, file, {turnover::aaf::EssencePlace::embedded, media, "1.0", IfExists::refuse});
    ASSERT_EQ(read.sources.size(), 3U);
    test::Unwatched progress;
    for (std::size_t i = 0; i < 3; ++i) {
        ASSERT_TRUE(read.sources[i].essence);
        EXPECT_EQ(read.sources[i].essence->kind, conform::EssenceKind::wave);
        EXPECT_EQ(read.sources[i].essence->bytes, bytes[i].size());
        const auto out = folder.path() / "out.wav";
        ASSERT_TRUE(turnover::extract_essence(file, read.sources[i], out, progress));
        EXPECT_EQ(test::file_text(out), bytes[i]);
    }
    EXPECT_FALSE(turnover::extract_essence(file, {}, folder.path() / "none.wav", progress));
}

TEST(AafWriter, a_missing_recording_leaves_no_file_behind) {
    const test::TempFolder folder;
    test::Unwatched progress;
    const auto written = turnover::aaf::write(
        test::everything(), folder.path() / "reel.aaf",
        {turnover::aaf::EssencePlace::embedded, {folder.path() / "gone.wav"}, "1.0", IfExists::refuse},
        progress);
    EXPECT_FALSE(written);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

} // namespace
} // namespace dub
