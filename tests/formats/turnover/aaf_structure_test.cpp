// Structures that our own writer never makes, built object by object: nesting, alternatives, circles.
#include <gtest/gtest.h>

#include <algorithm>

#include "formats/turnover/aaf/write_parts.h"
#include "formats/turnover/format.h"
#include "formats/wave/inspect.h"
#include "tests/formats/turnover/aaf_round_trip.h"
#include "tests/support/riff_maker.h"
#include "tests/support/temp_folder.h"

namespace dub {
namespace {

using namespace turnover::aaf; // NOLINT: this file is about its parts

constexpr std::int64_t fps = 25;

MobId mob_id(std::uint8_t n) {
    MobId id;
    id.bytes[0] = 6;
    id.bytes[31] = n;
    return id;
}

template <class... More> std::vector<Node> list(Node first, More... more) {
    std::vector<Node> nodes;
    nodes.push_back(std::move(first));
    (nodes.push_back(std::move(more)), ...);
    return nodes;
}

Node plays(const MobId& id, std::int64_t start, std::int64_t length, std::uint32_t slot = 1) {
    Node node = component(Class::source_clip, data::sound, length);
    node.mob(pid::source_id, id).number(pid::source_slot, slot).number(pid::start_time, start);
    return node;
}

Node sequence(std::int64_t length, std::vector<Node> parts) {
    Node node = component(Class::sequence, data::sound, length);
    node.list(pid::components, std::move(parts));
    return node;
}

Node gained(double factor, std::int64_t length, Node input) {
    Node level(Class::constant_value);
    level.id(pid::parameter, parameter::amplitude).indirect(pid::constant, rational_from(factor));
    Node node = component(Class::operation_group, data::sound, length);
    node.weak(pid::operation, Table::operations, operation::mono_gain);
    node.list(pid::inputs, list(std::move(input)))
        .set(pid::parameters, pid::parameter, list(std::move(level)));
    return node;
}

Node mob(Class kind, const MobId& id, std::string_view name, std::vector<Node> slots) {
    Node node = mob_node(kind, id, name);
    node.list(pid::slots, std::move(slots));
    return node;
}

// A composition of one sound track that begins at one hour.
Node composition(const MobId& id, std::string_view name, const Auid& use, Node segment) {
    const TimecodeFormat format{{fps, 1}, fps, DropFrame::no};
    Node node =
        mob(Class::composition_mob, id, name,
            list(timeline_slot(1, "A1", 1, Rational{fps}, std::move(segment)),
                 timeline_slot(2, "TC", 1, Rational{fps}, timecode_node(format, FramePos{90000}, 1000))));
    node.id(pid::usage, use);
    return node;
}

// A master clip, its file of 40 s, and a tape that runs from 10:00:00:00.
std::vector<Node> recording(std::uint8_t first, std::string_view name) {
    Node descriptor(Class::pcm_descriptor);
    descriptor.rational(pid::sample_rate, Rational{48000})
        .number(pid::descriptor_length, std::int64_t{48000 * 40});
    descriptor.rational(pid::audio_rate, Rational{48000}).number(pid::channels, std::uint32_t{1});
    descriptor.number(pid::bits, std::uint32_t{24});
    Node file = mob(Class::source_mob, mob_id(first + 1), name,
                    list(timeline_slot(1, "", 1, Rational{fps}, plays(mob_id(first + 2), 250, 1000))));
    file.child(pid::descriptor, std::move(descriptor));
    const TimecodeFormat format{{fps, 1}, fps, DropFrame::no};
    Node tape =
        mob(Class::source_mob, mob_id(first + 2), "ROLL 7",
            list(timeline_slot(1, "", 1, Rational{fps}, plays({}, 0, 90000)),
                 timeline_slot(2, "", 1, Rational{fps}, timecode_node(format, FramePos{900000}, 90000))));
    tape.child(pid::descriptor, Node(Class::tape_descriptor));
    return list(mob(Class::master_mob, mob_id(first), name,
                    list(timeline_slot(1, "", 1, Rational{fps}, plays(mob_id(first + 1), 0, 1000)))),
                std::move(file), std::move(tape));
}

void make(const std::filesystem::path& path, std::vector<Node> mobs, std::vector<Node> essence) {
    auto out = AtomicFile::create(path, IfExists::refuse);
    test::Unwatched progress;
    const Node root = root_of(std::move(mobs), std::move(essence), "1");
    EXPECT_TRUE(write_tree(root, property_names(), *out, SectorSize::small, progress));
    EXPECT_TRUE(out->commit());
}

conform::Turnover read_back(std::vector<Node> mobs, const turnover::ReadOptions& options = {}) {
    const test::TempFolder folder;
    const auto path = folder.path() / "made.aaf";
    make(path, std::move(mobs), {});
    auto read = turnover::read_turnover(path, options);
    EXPECT_TRUE(read) << (read ? "" : read.error().text());
    return read ? std::move(*read) : conform::Turnover{};
}

std::vector<Node> with(std::vector<Node> mobs, Node more) {
    mobs.push_back(std::move(more));
    return mobs;
}

std::vector<std::string> codes(const conform::Turnover& read) {
    std::vector<std::string> found;
    for (const auto& one : read.diagnostics)
        found.push_back(one.code);
    return found;
}

TEST(AafStructure, the_chain_down_to_the_tape_tells_place_length_and_timecode) {
    const auto read =
        read_back(with(recording(1, "take"), composition(mob_id(9), "cut", usage::top_level,
                                                         sequence(50, list(plays(mob_id(1), 100, 50))))));
    ASSERT_EQ(read.tracks.size(), 1U);
    const conform::Event& event = read.tracks[0].events.at(0);
    EXPECT_EQ(event.record, (conform::TimeSpan{{3600}, {3602}}));
    EXPECT_EQ(event.played, (conform::TimeSpan{{4}, {6}}));
    const conform::Source& source = read.sources.at(0);
    EXPECT_EQ(source.tape, "ROLL 7");
    EXPECT_EQ(source.length, Rational{40});
    EXPECT_EQ(source.start, FramePos{900250}); // the file begins 250 frames into the tape
    EXPECT_EQ(source.umids.size(), 3U);
    EXPECT_EQ(codes(read), std::vector<std::string>{});
}

TEST(AafStructure, a_clip_that_leads_to_a_tape_alone_is_found_by_timecode) {
    auto mobs = recording(1, "take");
    mobs.push_back(mob(Class::master_mob, mob_id(5), "offline",
                       list(timeline_slot(1, "", 1, Rational{fps}, plays(mob_id(3), 500, 1000)))));
    mobs.push_back(
        composition(mob_id(9), "cut", usage::top_level, sequence(50, list(plays(mob_id(5), 25, 50)))));
    const auto read = read_back(std::move(mobs));
    const conform::Event& event = read.tracks.at(0).events.at(0);
    EXPECT_EQ(event.origin, conform::SourceOrigin::timecode);
    EXPECT_EQ(event.played.start, Rational{36000 + 20 + 1}); // 10:00:21:00
    EXPECT_EQ(read.sources.at(static_cast<std::size_t>(event.source)).tape, "ROLL 7");
}

TEST(AafStructure, levels_around_a_sequence_are_the_tracks_those_around_a_clip_the_clips) {
    const auto track =
        read_back(with(recording(1, "take"),
                       composition(mob_id(9), "cut", usage::top_level,
                                   gained(0.5, 50, sequence(50, list(plays(mob_id(1), 0, 50)))))))
            .tracks.at(0);
    ASSERT_EQ(track.volume.points.size(), 1U);
    EXPECT_NEAR(track.volume.points[0].value, -6.02, 0.01);
    EXPECT_EQ(track.events.at(0).gain, Db{});
    const auto alone =
        read_back(with(recording(1, "take"), composition(mob_id(9), "cut", usage::top_level,
                                                         gained(0.5, 50, plays(mob_id(1), 0, 50)))))
            .tracks.at(0);
    EXPECT_TRUE(alone.volume.points.empty());
    EXPECT_NEAR(alone.events.at(0).gain.value, -6.02, 0.01);
}

TEST(AafStructure, a_nested_sequence_is_flattened_trimmed_and_its_gains_multiply) {
    auto mobs = with(recording(1, "take"),
                     composition(mob_id(8), "inner", usage::lower_level,
                                 sequence(100, list(plays(mob_id(1), 0, 50),
                                                    gained(0.5, 50, plays(mob_id(1), 200, 50))))));
    mobs.push_back(composition(mob_id(9), "outer", usage::top_level,
                               sequence(50, list(gained(0.5, 50, plays(mob_id(8), 25, 50))))));
    const auto read = read_back(std::move(mobs));
    EXPECT_EQ(read.name, "outer");
    const auto& events = read.tracks.at(0).events;
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].record, (conform::TimeSpan{{3600}, {3601}}));
    EXPECT_EQ(events[0].played, (conform::TimeSpan{{1}, {2}}));
    EXPECT_NEAR(events[0].gain.value, -6.02, 0.01);
    EXPECT_EQ(events[1].record, (conform::TimeSpan{{3601}, {3602}}));
    EXPECT_EQ(events[1].played, (conform::TimeSpan{{8}, {9}}));
    EXPECT_NEAR(events[1].gain.value, -12.04, 0.01);
}

TEST(AafStructure, a_subclip_gives_its_name_and_handles_but_not_its_gain) {
    auto mobs = with(recording(1, "take"), composition(mob_id(8), "take.sub.01", usage::subclip,
                                                       gained(0.5, 50, plays(mob_id(1), 100, 50))));
    mobs.push_back(
        composition(mob_id(9), "cut", usage::top_level, sequence(75, list(plays(mob_id(8), -25, 75)))));
    const auto read = read_back(std::move(mobs));
    const conform::Event& event = read.tracks.at(0).events.at(0);
    EXPECT_EQ(event.name, "take.sub.01");
    EXPECT_EQ(event.played, (conform::TimeSpan{{3}, {6}})); // a second before the subclip begins
    EXPECT_EQ(event.gain, Db{});
}

TEST(AafStructure, sequences_that_play_each_other_end) {
    auto mobs =
        list(composition(mob_id(8), "a", usage::top_level, sequence(50, list(plays(mob_id(9), 0, 50)))),
             composition(mob_id(9), "b", usage::top_level, sequence(50, list(plays(mob_id(8), 0, 50)))));
    const auto read = read_back(std::move(mobs));
    EXPECT_TRUE(has_error(read.diagnostics));
    EXPECT_TRUE(std::ranges::count(codes(read), "aaf.too-deep") == 1);
}

TEST(AafStructure, sequences_that_double_at_each_level_end) {
    auto mobs = recording(1, "take");
    mobs.push_back(
        composition(mob_id(10), "0", usage::lower_level, sequence(1, list(plays(mob_id(1), 0, 1)))));
    for (std::uint8_t level = 11; level < 50; ++level)
        mobs.push_back(
            composition(mob_id(level), "more", level == 49 ? usage::top_level : usage::lower_level,
                        sequence(2, list(plays(mob_id(level - 1), 0, 1), plays(mob_id(level - 1), 0, 1)))));
    EXPECT_TRUE(has_error(read_back(std::move(mobs)).diagnostics));
}

TEST(AafStructure, a_recording_that_is_its_own_source_ends) {
    auto mobs =
        list(mob(Class::master_mob, mob_id(1), "ouroboros",
                 list(timeline_slot(1, "", 1, Rational{fps}, plays(mob_id(1), 0, 1000)))),
             composition(mob_id(9), "cut", usage::top_level, sequence(50, list(plays(mob_id(1), 0, 50)))));
    EXPECT_EQ(read_back(std::move(mobs)).tracks.at(0).events.size(), 1U);
}

TEST(AafStructure, of_several_choices_the_first_that_is_there_plays) {
    Node group = component(Class::essence_group, data::sound, 50);
    group.list(pid::choices, list(plays(mob_id(77), 0, 50), plays(mob_id(1), 100, 50)));
    const auto read = read_back(
        with(recording(1, "take"), composition(mob_id(9), "cut", usage::top_level, std::move(group))));
    ASSERT_EQ(read.tracks.at(0).events.size(), 1U);
    EXPECT_EQ(read.tracks[0].events[0].name, "take");
}

TEST(AafStructure, a_clip_without_its_recording_stays_offline_and_is_told) {
    const auto read =
        read_back(list(composition(mob_id(9), "cut", usage::top_level,
                                   sequence(100, list(plays(mob_id(77), 50, 50), plays({}, 0, 50))))));
    const auto& events = read.tracks.at(0).events;
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(read.sources.at(static_cast<std::size_t>(events[0].source)).umids,
              std::vector{umid_text(mob_id(77))});
    EXPECT_EQ(events[0].played.start, Rational{2});
    EXPECT_EQ(events[1].source, -1);
    EXPECT_EQ(codes(read), (std::vector<std::string>{"aaf.missing-clip", "aaf.missing-clip"}));
}

TEST(AafStructure, of_several_sequences_one_is_read_and_the_others_are_named) {
    const auto mobs = [] {
        auto all = recording(1, "take");
        all.push_back(
            composition(mob_id(8), "short", usage::top_level, sequence(50, list(plays(mob_id(1), 0, 50)))));
        all.push_back(composition(mob_id(9), "long", usage::top_level,
                                  sequence(100, list(plays(mob_id(1), 0, 50), plays(mob_id(1), 0, 50)))));
        return all;
    };
    const auto read = read_back(mobs());
    EXPECT_EQ(read.name, "long"); // it has more clips
    EXPECT_EQ(read.others, std::vector<std::string>{"short"});
    EXPECT_EQ(codes(read), std::vector<std::string>{"aaf.other-sequences"});
    EXPECT_EQ(read_back(mobs(), {.timecode = {}, .sequence = "short"}).name, "short");
}

TEST(AafStructure, a_sequence_that_is_not_there_is_refused_with_those_that_are) {
    const test::TempFolder folder;
    make(folder.path() / "made.aaf",
         with(recording(1, "take"),
              composition(mob_id(9), "reel 1", usage::top_level, plays(mob_id(1), 0, 50))),
         {});
    const auto read =
        turnover::read_turnover(folder.path() / "made.aaf", {.timecode = {}, .sequence = "reel 2"});
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::unfit);
    EXPECT_NE(read.error().sentence.find("\"reel 1\""), std::string::npos);
}

TEST(AafStructure, bare_samples_become_a_wave_file) {
    const test::TempFolder folder;
    std::string sound(3 * 4801, '\0'); // 24 bits, and half a sample too much to be left out
    for (std::size_t i = 0; i < sound.size(); ++i)
        sound[i] = static_cast<char>(i * 7);
    test::write_file(folder.path() / "sound", sound + "x");
    Node essence(Class::essence_data);
    essence.mob(pid::essence_mob, mob_id(2)).stream(pid::essence_stream, folder.path() / "sound");
    const auto path = folder.path() / "made.aaf";
    make(path,
         with(recording(1, "take"), composition(mob_id(9), "cut", usage::top_level, plays(mob_id(1), 0, 50))),
         list(std::move(essence)));
    const auto read = turnover::read_turnover(path);
    ASSERT_TRUE(read);
    test::Unwatched progress;
    const auto wave_file = folder.path() / "take.wav";
    ASSERT_TRUE(turnover::extract_essence(path, read->sources.at(0), wave_file, progress));
    const auto info = wave::inspect_wave(wave_file);
    ASSERT_TRUE(info) << info.error().text();
    EXPECT_EQ(info->format.length, SampleCount{4801});
    EXPECT_EQ(info->format.rate, SampleRate{48000});
    EXPECT_EQ(test::file_text(wave_file).find(sound),
              test::file_text(wave_file).size() - sound.size() - 1); // padded
}

TEST(AafStructure, a_track_without_a_rate_is_left_out_and_told) {
    Node node =
        mob(Class::composition_mob, mob_id(9), "cut",
            list(timeline_slot(1, "A1", 1, Rational{fps}, sequence(50, list(plays(mob_id(1), 0, 50)))),
                 timeline_slot(2, "A2", 2, Rational{}, sequence(50, list(plays(mob_id(1), 0, 50))))));
    node.id(pid::usage, usage::top_level);
    const auto read = read_back(with(recording(1, "take"), std::move(node)));
    EXPECT_EQ(read.tracks.size(), 1U);
    EXPECT_EQ(codes(read), (std::vector<std::string>{"aaf.no-timecode", "aaf.no-rate"}));
}

TEST(AafStructure, a_rendered_fade_becomes_real_where_its_neighbours_have_the_material) {
    auto mobs = recording(1, "take");
    std::ranges::move(recording(11, "Fade "), std::back_inserter(mobs));
    mobs.push_back(composition(mob_id(9), "cut", usage::top_level,
                               sequence(150, list(plays(mob_id(1), 100, 50), plays(mob_id(11), 0, 25),
                                                  plays(mob_id(1), 300, 50), plays(mob_id(11), 0, 25)))));
    const auto read = read_back(std::move(mobs));
    const auto& events = read.tracks.at(0).events;
    ASSERT_EQ(events.size(), 2U);
    const conform::EventFade fade{{1}, conform::FadeShape::equal_power};
    EXPECT_EQ(events[0].record, (conform::TimeSpan{{3600}, {3603}}));
    EXPECT_EQ(events[0].fade_out, fade);
    EXPECT_EQ(events[1].record, (conform::TimeSpan{{3602}, {3606}}));
    EXPECT_EQ(events[1].played, (conform::TimeSpan{{11}, {15}}));
    EXPECT_EQ(events[1].fade_in, fade);
    EXPECT_EQ(events[1].fade_out, (conform::EventFade{{1}, conform::FadeShape::linear}));
}

TEST(AafStructure, a_rendered_fade_stays_a_clip_where_they_have_not) {
    auto mobs = recording(1, "take");
    std::ranges::move(recording(11, "Fade "), std::back_inserter(mobs));
    mobs.push_back(composition(mob_id(9), "cut", usage::top_level,
                               sequence(75, list(plays(mob_id(1), 950, 50), plays(mob_id(11), 0, 25)))));
    const auto read = read_back(std::move(mobs));
    EXPECT_EQ(read.tracks.at(0).events.size(), 2U);
    EXPECT_EQ(codes(read), std::vector<std::string>{"aaf.rendered-fade"});
}

} // namespace
} // namespace dub
