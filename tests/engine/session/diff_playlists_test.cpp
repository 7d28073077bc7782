// Two playlists of a track compared: clips belong together by what they play and where.

#include <algorithm>

#include <gtest/gtest.h>

#include "engine/session/compare/diff.h"
#include "engine/session/edits/change.h"
#include "tests/support/dice.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace session;
using Lines = std::vector<std::string>;

constexpr std::int64_t second = 48000;

// A clip of DX 1 from `start` to `end` seconds after the session's start; the source begins at `source`.
Clip line(int id, std::string name, std::int64_t start, std::int64_t end, std::int64_t source) {
    Clip clip;
    clip.id = ClipId{static_cast<std::uint64_t>(1000 + id)};
    clip.name = std::move(name);
    clip.media = MediaId{1};
    clip.place = {from_start(start * second), from_start(end * second)};
    clip.source_start = SamplePos{source * second};
    return clip;
}

Playlist playlist(const std::vector<Clip>& clips) {
    Playlist made{{}, "x", {}};
    for (const Clip& clip : clips)
        made.clips.push_back(share(clip));
    return made;
}

Lines told(const std::vector<Clip>& a, const std::vector<Clip>& b) {
    const Session session = small_session();
    Lines lines;
    for (const Change& change :
         must(diff_playlists(session, track_id(session, "DX 1"), playlist(a), playlist(b))))
        lines.push_back(describe(session, change));
    return lines;
}

TEST(DiffPlaylists, a_copy_with_ids_of_its_own_does_not_differ) {
    EXPECT_EQ(told({line(1, "hello", 10, 12, 3)}, {line(2, "hello", 10, 12, 3)}), Lines{});
    EXPECT_EQ(told({}, {}), Lines{});
}

TEST(DiffPlaylists, clips_are_moved_trimmed_slipped_added_and_removed) {
    const std::vector<Clip> before{line(1, "hello", 10, 12, 3)};
    EXPECT_EQ(told(before, {line(2, "hello", 11, 13, 3)}),
              Lines{"DX 1: clip 'hello' moved 24 frames later, 01:00:10:00 → 01:00:11:00"});
    EXPECT_EQ(told(before, {line(2, "hello", 10, 13, 3)}),
              Lines{"DX 1: clip 'hello' trimmed, 01:00:10:00–01:00:12:00 → 01:00:10:00–01:00:13:00"});
    EXPECT_EQ(told(before, {line(2, "hello", 10, 12, 4)}),
              Lines{"DX 1: clip 'hello' slipped 24 frames later, source 144000 → source 192000"});
    EXPECT_EQ(told(before, {}), Lines{"DX 1: clip 'hello' removed 01:00:10:00–01:00:12:00"});
    EXPECT_EQ(told({}, before), Lines{"DX 1: clip 'hello' added 01:00:10:00–01:00:12:00"});
}

TEST(DiffPlaylists, another_microphone_in_its_place_is_another_recording) {
    Clip boom = line(1, "hello", 10, 12, 3);
    Clip lavalier = line(2, "hello", 10, 12, 5);
    lavalier.media = MediaId{2};
    lavalier.gain = Db{-2};
    const auto lines = told({boom}, {lavalier});
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_TRUE(lines[0].starts_with("DX 1: clip 'hello': recording ")) << lines[0];
    EXPECT_EQ(lines[1], "DX 1: clip 'hello': gain 0 dB → -2 dB");
}

TEST(DiffPlaylists, a_split_is_a_trim_and_an_addition) {
    EXPECT_EQ(told({line(1, "hello", 10, 16, 0)}, {line(2, "hello", 10, 12, 0), line(3, "hello", 14, 16, 4)}),
              (Lines{"DX 1: clip 'hello' trimmed, 01:00:10:00–01:00:16:00 → 01:00:10:00–01:00:12:00",
                     "DX 1: clip 'hello' added 01:00:14:00–01:00:16:00"}));
}

// The same take used twice: what stayed is not taken for what moved.
TEST(DiffPlaylists, the_surest_pairs_are_taken_first) {
    const Clip stays = line(1, "room", 20, 22, 0);
    EXPECT_EQ(
        told({line(2, "room", 10, 12, 0), stays}, {line(3, "room", 20, 22, 0), line(4, "room", 30, 32, 0)}),
        Lines{"DX 1: clip 'room' moved 480 frames later, 01:00:10:00 → 01:00:30:00"});
}

TEST(DiffPlaylists, whatever_differs_is_told_once_for_each_clip_and_turned_round_as_often) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        Dice dice(seed);
        const auto random = [&](int first) {
            std::vector<Clip> clips;
            for (int i = 0; i < 8; ++i) {
                const auto start = 10 * i + dice.whole(0, 3);
                clips.push_back(line(first + i, "x", start, start + dice.whole(2, 5), dice.whole(0, 3)));
            }
            return clips;
        };
        const auto a = random(0);
        const auto b = random(100);
        const auto lone = [&](const Lines& lines, std::string_view what) {
            return std::ranges::count_if(
                lines, [&](const std::string& one) { return one.find(what) != std::string::npos; });
        };
        const Lines there = told(a, b);
        const Lines back = told(b, a);
        EXPECT_EQ(lone(there, " added "), lone(there, " removed ")) << "as many clips on both, seed " << seed;
        EXPECT_EQ(lone(back, " added "), lone(back, " removed ")) << "seed " << seed;
        EXPECT_EQ(told(a, a), Lines{});
    }
}

TEST(DiffPlaylists, a_playlist_is_found_by_name_id_or_as_the_first) {
    Track track;
    track.playing = PlaylistId{7};
    track.playlist_name = "recut";
    track.alternatives = {share(Playlist{{}, "", {}}), share(Playlist{PlaylistId{9}, "dry", {}})};
    EXPECT_EQ(must(find_playlist(track, "recut")).id, PlaylistId{7});
    EXPECT_EQ(must(find_playlist(track, "y9")).name, "dry");
    EXPECT_EQ(must(find_playlist(track, "first")).id, PlaylistId{});
    const auto none = find_playlist(track, "wet");
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().sentence.find("'recut', first, 'dry'"), std::string::npos)
        << none.error().sentence;
}

} // namespace
} // namespace dub::test
