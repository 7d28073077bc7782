// What is written reads back: every sample type, layout, order and option; sox and ffprobe agree.
#include <gtest/gtest.h>

#include <array>
#include <limits>

#include "engine/core/audio_buffer.h"
#include "formats/wave/wave_reader.h"
#include "formats/wave/wave_writer.h"
#include "tests/support/program.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"

namespace dub {
namespace {

using wave::SampleType;

// Another noise on each channel, within +-0.9, so that a swapped channel cannot hide.
AudioBuffer programme(int channels, int samples) {
    std::vector<test::Row> rows;
    for (int c = 0; c < channels; ++c)
        rows.push_back(test::noise(static_cast<std::uint64_t>(c) + 1, 0.9, samples));
    return test::buffer_of(rows);
}

// The file is whole but has not got its name yet: reading it back here spares a flush to the disk for each.
Result<std::unique_ptr<wave::WaveWriter>>
write_whole(const std::filesystem::path& path, const wave::WriteOptions& options, const AudioBuffer& sound) {
    TRY(auto writer, wave::WaveWriter::create(path, options));
    // Uneven pieces: the edges of blocks must leave no trace.
    for (int at = 0, piece = 1; at < sound.samples(); at += piece, piece = piece * 3 % 1999 + 1) {
        piece = std::min(piece, sound.samples() - at);
        CHECK(writer->write(sound.block().part(at, piece)));
    }
    CHECK(writer->close_header());
    return writer;
}

Result<void> write_file(const std::filesystem::path& path, const wave::WriteOptions& options,
                        const AudioBuffer& sound) {
    TRY(const auto writer, write_whole(path, options, sound));
    return writer->commit();
}

double largest_difference(const AudioBuffer& a, const AudioBuffer& b) {
    double largest = 0;
    for (int c = 0; c < a.channels(); ++c)
        for (int i = 0; i < a.samples(); ++i)
            largest = std::max(
                largest, std::abs(static_cast<double>(a.block().channel(c)[i]) - b.block().channel(c)[i]));
    return largest;
}

// The read file in the order of `layout`, whatever its own order.
AudioBuffer read_in_order(wave::WaveReader& reader, const Layout& layout) {
    AudioBuffer raw(reader.format().layout.channels(), static_cast<int>(reader.format().length.value));
    EXPECT_TRUE(reader.read({0}, raw.block()));
    AudioBuffer sorted(layout.channels(), raw.samples());
    for (int c = 0; c < layout.channels(); ++c) {
        const auto from = reader.format().layout.find(layout[c]);
        if (from) std::ranges::copy(raw.block().channel(*from), sorted.block().channel(c).begin());
        EXPECT_TRUE(from) << label(layout[c]);
    }
    return sorted;
}

double half_step(SampleType type) { // of an n-bit integer: 2^-n
    return type == SampleType::float32 ? 0 : std::pow(2.0, -std::min(wave::bits_of(type), 25));
}

const std::array all_types{SampleType::pcm16, SampleType::pcm24, SampleType::pcm32, SampleType::float32};
const std::array all_orders{ChannelOrder::smpte, ChannelOrder::film, ChannelOrder::wave_mask,
                            ChannelOrder::ac3};

void reads_back(const std::filesystem::path& path, const wave::WriteOptions& options) {
    const AudioBuffer sound = programme(options.layout.channels(), 331);
    const auto writer = write_whole(path, options, sound);
    ASSERT_TRUE(writer) << writer.error().text();
    const auto reader = wave::WaveReader::open((*writer)->temporary_path());
    ASSERT_TRUE(reader) << reader.error().text();
    EXPECT_TRUE((*reader)->info().diagnostics.empty());
    EXPECT_EQ((*reader)->info().type, options.type);
    EXPECT_EQ((*reader)->format().length.value, 331);
    EXPECT_LE(largest_difference(sound, read_in_order(**reader, options.layout)), half_step(options.type))
        << options.layout.name() << " " << wave::bits_of(options.type);
}

TEST(WaveRoundTrip, every_layout_type_and_order_with_names) {
    const test::TempFolder folder;
    for (const NamedLayout& named : layouts())
        for (const SampleType type : all_types)
            for (const ChannelOrder order : all_orders)
                reads_back(folder.path() / "a.wav",
                           {.layout = named.layout, .type = type, .order = order, .ixml = wave::Ixml{}});
}

TEST(WaveRoundTrip, every_layout_and_type_with_a_mask) {
    const test::TempFolder folder;
    for (const NamedLayout& named : layouts())
        for (const SampleType type : all_types)
            if (wave_mask(named.layout))
                reads_back(folder.path() / "a.wav",
                           {.layout = named.layout, .type = type, .mask = wave::Mask::yes});
}

TEST(WaveRoundTrip, without_mask_or_names_the_count_decides) {
    const test::TempFolder folder;
    for (const char* const name :
         {"mono", "2.0", "3.0", "4.0", "5.0", "5.1", "7.0", "7.1", "7.1.2", "7.1.4"}) {
        const auto path = folder.path() / (std::string(name) + ".wav");
        ASSERT_TRUE(write_file(path, {.layout = *layout_named(name), .rate = {48000}},
                               programme(layout_named(name)->channels(), 50)));
        const auto reader = wave::WaveReader::open(path);
        ASSERT_TRUE(reader);
        EXPECT_EQ((*reader)->format().layout.name(), name);
        EXPECT_EQ((*reader)->info().layout_source, wave::LayoutSource::channel_count);
    }
}

TEST(WaveRoundTrip, dcp_places_have_their_silence) {
    const test::TempFolder folder;
    const auto path = folder.path() / "dcp.wav";
    const AudioBuffer sound = programme(8, 100);
    ASSERT_TRUE(write_file(path,
                           {.layout = *layout_named("7.1"),
                            .rate = {48000},
                            .type = SampleType::float32,
                            .order = ChannelOrder::dcp},
                           sound));
    const auto reader = wave::WaveReader::open(path);
    ASSERT_TRUE(reader);
    AudioBuffer read(16, 100);
    ASSERT_TRUE((*reader)->read({0}, read.block()));
    const std::array places{0, 1, 2, 3, 4, 5, 10, 11}; // ISDCF Doc 4
    for (int c = 0; c < 8; ++c)
        EXPECT_TRUE(std::ranges::equal(read.block().channel(places.at(c)), sound.block().channel(c)));
    for (const int silent : {6, 7, 8, 9, 12, 13, 14, 15})
        for (const float x : read.block().channel(silent))
            EXPECT_EQ(x, 0.0F);
}

TEST(WaveRoundTrip, metadata_comes_back_as_it_was_given) {
    const test::TempFolder folder;
    const auto path = folder.path() / "meta.wav";
    wave::WriteOptions options{.layout = *layout_named("5.1"), .rate = {48000}};
    options.bext = wave::Bext{.description = "Reel 3 printmaster",
                              .originator = "Dubstage",
                              .originator_reference = "DS0001",
                              .date = "2026-11-21",
                              .time = "12:34:56",
                              .time_reference = {172'972'800},
                              .loudness = {.integrated = Lufs{-27.0}},
                              .coding_history = "A=PCM\r\n"};
    options.ixml = wave::Ixml{.project = "Fjörd & <Sons>",
                              .scene = "12A",
                              .take = "3",
                              .tape = "T1",
                              .note = "\"quoted\"",
                              .track_names = {"L", "R", "C", "LFE", "Ls", "Rs"},
                              .timecode_rate = "24000/1001",
                              .timecode_flag = "NDF",
                              .timestamp = SamplePos{(std::int64_t{1} << 32) + 5},
                              .timestamp_rate = SampleRate{48000}};
    options.axml = "<axml/>";
    ASSERT_TRUE(write_file(path, options, programme(6, 33)));
    const auto reader = wave::WaveReader::open(path);
    ASSERT_TRUE(reader) << reader.error().text();
    EXPECT_EQ((*reader)->info().bext, options.bext);
    EXPECT_EQ((*reader)->info().ixml, options.ixml);
    EXPECT_EQ((*reader)->info().axml, options.axml);
    EXPECT_EQ((*reader)->info().layout_source, wave::LayoutSource::ixml);
}

TEST(WaveRoundTrip, loudness_and_axml_may_come_after_the_sound) {
    const test::TempFolder folder;
    auto writer = wave::WaveWriter::create(
        folder.path() / "late.wav", {.layout = *layout_named("2.0"), .rate = {48000}, .bext = wave::Bext{}});
    ASSERT_TRUE(writer);
    ASSERT_TRUE((*writer)->write(programme(2, 1001).block()));
    (*writer)->set_loudness({.integrated = Lufs{-23.5}, .true_peak_max = Dbtp{-2}});
    (*writer)->set_axml("<late/>");
    ASSERT_TRUE((*writer)->close_header());
    const auto before = wave::WaveReader::open((*writer)->temporary_path()); // whole before it has its name
    ASSERT_TRUE(before) << before.error().text();
    EXPECT_EQ((*before)->info().bext->loudness.integrated, Lufs{-23.5});
    EXPECT_EQ((*before)->info().axml, "<late/>");
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "late.wav"));
    ASSERT_TRUE((*writer)->commit());
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "late.wav"));
}

TEST(WaveRoundTrip, nothing_is_left_when_it_is_given_up) {
    const test::TempFolder folder;
    {
        auto writer = wave::WaveWriter::create(folder.path() / "given-up.wav",
                                               {.layout = *layout_named("2.0"), .rate = {48000}});
        ASSERT_TRUE(writer);
        ASSERT_TRUE((*writer)->write(programme(2, 100).block()));
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(WaveRoundTrip, any_place_can_be_read_and_outside_is_silence) {
    const test::TempFolder folder;
    const auto path = folder.path() / "places.wav";
    const AudioBuffer sound = programme(2, 200'000); // more than one read-ahead
    ASSERT_TRUE(write_file(
        path, {.layout = *layout_named("2.0"), .rate = {48000}, .type = SampleType::float32}, sound));
    const auto reader = wave::WaveReader::open(path);
    ASSERT_TRUE(reader);
    AudioBuffer part(2, 5000);
    // Short blocks are buffered, long ones are not; each follows the other here.
    for (const int samples : {300, 1024, 7, 5000})
        for (const std::int64_t start : {0L, 300L, 600L, 1024L, 150'000L, 150'300L, 151'324L, 10L, -200L,
                                         -6000L, 199'500L, 199'999L, 200'000L, 900'000L})
            for (const int length : {samples, 300}) {
                std::ranges::fill(part.block().channel(0), 7.0F);
                ASSERT_TRUE((*reader)->read({start}, part.block(length)));
                for (int i = 0; i < length; ++i) {
                    const std::int64_t at = start + i;
                    ASSERT_EQ(part.block().channel(0)[i],
                              at < 0 || at >= 200'000 ? 0.0F : sound.block().channel(0)[at])
                        << at;
                }
            }
}

TEST(WaveRoundTrip, full_scale_clips_and_what_is_no_number_is_silent) {
    const test::TempFolder folder;
    const auto path = folder.path() / "clip.wav";
    AudioBuffer sound(1, 6);
    const std::array<float, 6> given{1.0F,
                                     -1.0F,
                                     2.5F,
                                     -2.5F,
                                     std::numeric_limits<float>::quiet_NaN(),
                                     std::numeric_limits<float>::infinity()};
    std::ranges::copy(given, sound.block().channel(0).begin());
    for (const SampleType type : {SampleType::pcm16, SampleType::pcm24, SampleType::pcm32}) {
        ASSERT_TRUE(write_file(
            path,
            {.layout = *layout_named("mono"), .rate = {48000}, .type = type, .if_exists = IfExists::replace},
            sound));
        const auto reader = wave::WaveReader::open(path);
        AudioBuffer read(1, 6);
        ASSERT_TRUE((*reader)->read({0}, read.block()));
        const auto top = static_cast<float>(1.0 - std::pow(2.0, 1 - wave::bits_of(type)));
        const std::array<float, 6> expected{top, -1.0F, top, -1.0F, 0.0F, top};
        EXPECT_TRUE(std::ranges::equal(read.block().channel(0), expected)) << wave::bits_of(type);
    }
}

TEST(WaveRoundTrip, sox_and_ffprobe_agree_on_rate_channels_and_length) {
    if (!test::has_program("soxi") || !test::has_program("ffprobe"))
        GTEST_SKIP() << "sox or ffprobe is not installed";
    const test::TempFolder folder;
    const auto path = folder.path() / "a.wav";
    for (const auto& [type, mask] :
         {std::pair{SampleType::pcm16, wave::Mask::no}, std::pair{SampleType::pcm24, wave::Mask::yes},
          std::pair{SampleType::pcm32, wave::Mask::no}, std::pair{SampleType::float32, wave::Mask::yes}}) {
        ASSERT_TRUE(write_file(path,
                               {.layout = *layout_named("7.1"),
                                .rate = {96000},
                                .type = type,
                                .mask = mask,
                                .if_exists = IfExists::replace,
                                .bext = wave::Bext{},
                                .ixml = wave::Ixml{},
                                .axml = "<a/>"},
                               programme(8, 777)));
        EXPECT_EQ(test::output_of("soxi -c " + path.string()), "8\n");
        EXPECT_EQ(test::output_of("soxi -s " + path.string()), "777\n");
        EXPECT_EQ(test::output_of("soxi -r " + path.string()), "96000\n");
        EXPECT_EQ(test::output_of(
                      "ffprobe -v error -show_entries stream=sample_rate,channels,duration_ts -of csv=p=0 " +
                      path.string()),
                  "96000,8,777\n");
    }
}

} // namespace
} // namespace dub
