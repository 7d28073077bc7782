#pragma once
// A list of everything that an AAF can say, and what else tests of the AAF writer share.

#include <filesystem>
#include <gtest/gtest.h>

#include <fmt/core.h>

#include "formats/turnover/aaf/aaf.h"
#include "formats/turnover/aaf/write.h"
#include "tests/support/unwatched.h"

namespace dub::test {

inline const Rational hour{3600 * 1001, 1000}; // 01:00:00:00 at 24000/1001

inline conform::Event clip(std::string name, int source, Rational from, Rational to, Rational played) {
    conform::Event event;
    event.name = std::move(name);
    event.source = source;
    event.record = {hour + from, hour + to};
    event.played = {played, played + (to - from)};
    event.channels = {0};
    return event;
}

inline conform::Source recording(std::string name, char id) {
    conform::Source source;
    source.name = std::move(name);
    source.locators = {"file:///media/" + source.name + ".wav"};
    source.tape = "SR017";
    source.scene = "12A";
    source.take = "3";
    for (const char* part : {"0", "1", "2"})
        source.umids.push_back("060a2b340101010501010f2013000000" + std::string(30, id) + "8" + part);
    source.timecode = timecode_format("23.976").value();
    source.start = FramePos{86400};
    source.length = Rational{100};
    source.rate = SampleRate{48000};
    source.channels = 1;
    source.bits = 24;
    source.comments = {{"Scene", "12A"}, {"Take", "3"}, {"Boom", "MKH 50"}};
    return source;
}

inline void add_dialogue(conform::Turnover& list) {
    using conform::FadeShape;
    conform::ListTrack track;
    track.name = "DX 1";
    track.number = 1;
    track.volume = {{{hour, 0}, {hour + Rational{2}, -6}}, conform::CurveShape::linear_gain};
    track.pan = {{{hour, -0.5}}, conform::CurveShape::linear_db};
    auto first = clip("T12A-3", 0, {1, 2}, {5, 2}, {10});
    first.fade_in = {{1, 4}, FadeShape::linear};
    first.fade_out = {{1, 2}, FadeShape::equal_power};
    first.gain = Db{-3};
    auto second = clip("T12A-3", 0, {2}, {4}, {30});
    second.fade_in = {{1, 2}, FadeShape::equal_power};
    second.fade_out = {{1, 10}, FadeShape::logarithmic};
    second.gain_curve = {{{{1, 2}, 0}, {{1}, -12}, {{3, 2}, 2}}, conform::CurveShape::linear_gain};
    auto third = clip("T12B-1", 1, {4}, {5}, {40});
    third.fade_in = {{1, 8}, FadeShape::linear};
    third.muted = true;
    third.note = "alt line";
    track.events = {first, second, third};
    list.tracks.push_back(std::move(track));
}

inline void add_music(conform::Turnover& list) {
    conform::ListTrack track;
    track.name = "MX";
    track.number = 2;
    track.channels = 2;
    track.muted = true;
    auto poly = clip("Cue", 2, {}, {3}, {7});
    poly.channels = {1, 0};
    auto left = clip("T12A-3", 0, {4}, {6}, {1}), right = clip("T12B-1", 1, {4}, {6}, {1});
    left.channels = {0, -1};
    right.channels = {-1, 0};
    left.link = right.link = "MX combined 2";
    track.events = {poly, left, right};
    list.tracks.push_back(std::move(track));
}

// Read back, it is the same but for the program's name.
inline conform::Turnover everything() {
    conform::Turnover list;
    list.format = "aaf";
    list.name = "Reel 1 – ﬁn 🎬";
    list.timecode = timecode_format("23.976").value();
    list.start = FramePos{86400};
    list.sound_rate = SampleRate{48000};
    list.sources = {recording("T12A-3", 'a'), recording("T12B-1", 'b'), recording("Cue", 'c')};
    list.sources[2].channels = 2;
    add_dialogue(list);
    add_music(list);
    for (auto& track : list.tracks)
        for (std::size_t i = 0; i < track.events.size(); ++i)
            track.events[i].where = fmt::format("{} event {}", track.name, i + 1);
    list.markers.push_back({hour, {}, "", "first frame", "red", "ED", -1});
    list.markers.push_back({hour + Rational{1001, 24000}, {1001, 12000}, "", "noise", "green", "", 0});
    return list;
}

// Writes and reads a list back.
inline conform::Turnover there_and_back(const conform::Turnover& list, const std::filesystem::path& file,
                                        const turnover::aaf::WriteOptions& options = {}) {
    test::Unwatched progress;
    const auto written = turnover::aaf::write(list, file, options, progress);
    EXPECT_TRUE(written) << (written ? "" : written.error().text());
    auto read = turnover::read_turnover(file);
    EXPECT_TRUE(read) << (read ? "" : read.error().text());
    return read ? std::move(*read) : conform::Turnover{};
}

} // namespace dub::test
