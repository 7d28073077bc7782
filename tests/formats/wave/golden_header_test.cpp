// The bytes we write, spelled out from the standards: EBU Tech 3285 v2, Tech 3306, BS.2088-1,
// WAVE_FORMAT_EXTENSIBLE.
#include <gtest/gtest.h>

#include "engine/core/audio_buffer.h"
#include "engine/core/timecode.h"
#include "formats/wave/wave_header.h"
#include "formats/wave/wave_writer.h"
#include "tests/support/riff_maker.h"
#include "tests/support/temp_folder.h"

namespace dub {
namespace {

using test::le;

std::string as_text(const std::vector<std::byte>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string hex(std::string_view bytes) {
    std::string text;
    for (const char c : bytes)
        text += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return text;
}

std::string written(const wave::WriteOptions& options, int samples) {
    const test::TempFolder folder;
    auto writer = wave::WaveWriter::create(folder.path() / "a.wav", options);
    EXPECT_TRUE(writer) << writer.error().text();
    AudioBuffer silence(options.layout.channels(), samples);
    EXPECT_TRUE((*writer)->write(silence.block()));
    EXPECT_TRUE((*writer)->finish());
    return test::file_text(folder.path() / "a.wav");
}

TEST(WaveHeader, a_plain_stereo_file_of_two_samples) {
    const std::string file = written({.layout = *layout_named("2.0"), .rate = {48000}}, 2);
    const std::string expected = "RIFF" + le(std::uint32_t{4 + 72 + 24 + 8 + 12}) + "WAVE" + //
                                 "JUNK" + le(std::uint32_t{64}) + std::string(64, '\0') +    //
                                 "fmt " + le(std::uint32_t{16}) + le(std::uint16_t{1}) +
                                 le(std::uint16_t{2}) + //
                                 le(std::uint32_t{48000}) + le(std::uint32_t{288000}) + le(std::uint16_t{6}) +
                                 le(std::uint16_t{24}) + //
                                 "data" + le(std::uint32_t{12}) + std::string(12, '\0');
    EXPECT_EQ(hex(file), hex(expected));
}

TEST(WaveHeader, the_extensible_fmt_of_7_1) {
    const std::string file =
        written({.layout = *layout_named("7.1"), .rate = {48000}, .mask = wave::Mask::yes}, 1);
    EXPECT_EQ(hex(file.substr(84, 48)), "666d7420"
                                        "28000000"
                                        "feff"
                                        "0800"
                                        "80bb0000"
                                        "00941100"
                                        "1800"
                                        "1800"
                                        "1600"
                                        "1800"
                                        "3f060000"
                                        "0100000000001000800000aa00389b71");
}

TEST(WaveHeader, five_point_one_states_the_side_pair) {
    const std::string file =
        written({.layout = *layout_named("5.1"), .rate = {48000}, .mask = wave::Mask::yes}, 1);
    EXPECT_EQ(hex(file.substr(84 + 8 + 20, 4)), "0f060000");
}

TEST(WaveHeader, float_has_tag_3_and_a_fact_chunk) {
    const std::string file =
        written({.layout = *layout_named("mono"), .rate = {48000}, .type = wave::SampleType::float32}, 7);
    EXPECT_EQ(hex(file.substr(84 + 8, 2)), "0300");
    EXPECT_EQ(hex(file.substr(108, 12)), hex("fact" + le(std::uint32_t{4}) + le(std::uint32_t{7})));
}

TEST(WaveHeader, an_odd_length_is_padded_and_the_pad_is_not_counted) {
    const std::string file = written({.layout = *layout_named("mono"), .rate = {48000}}, 1);
    EXPECT_EQ(file.size() % 2, 0U);
    EXPECT_EQ(hex(file.substr(file.size() - 8, 4)), hex(le(std::uint32_t{3})));
    EXPECT_EQ(hex(file.substr(4, 4)), hex(le(static_cast<std::uint32_t>(file.size() - 8))));
}

// 01:00:00:00 at 23.976 is 86400 frames of 2002 samples.
TEST(WaveHeader, one_hour_at_23_976_carries_172972800) {
    const auto format = timecode_format("23.976");
    const auto frame = parse_timecode("01:00:00:00", *format);
    wave::WriteOptions options{.layout = *layout_named("5.1"), .rate = {48000}};
    options.bext = wave::Bext{};
    options.bext->time_reference = first_sample(*frame, format->rate, options.rate);
    const std::string file = written(options, 10);
    const std::size_t bext = 84 + 24;
    EXPECT_EQ(hex(file.substr(bext, 8)), hex("bext" + le(std::uint32_t{604})));
    EXPECT_EQ(hex(file.substr(bext + 8 + 338, 8)), hex(le(std::uint64_t{172'972'800})));
    EXPECT_EQ(hex(file.substr(bext + 8 + 346, 2)), "0200");                  // version 2
    EXPECT_EQ(hex(file.substr(bext + 8 + 412, 10)), "ff7fff7fff7fff7fff7f"); // five times not known
}

TEST(WaveHeader, loudness_is_stored_in_hundredths) {
    wave::WriteOptions options{.layout = *layout_named("2.0"), .rate = {48000}};
    options.bext = wave::Bext{};
    options.bext->loudness = {.integrated = Lufs{-23.04},
                              .range = Lu{7.5},
                              .true_peak_max = Dbtp{-1.02},
                              .momentary_max = Lufs{-15},
                              .short_term_max = Lufs{-18.005}};
    const std::string file = written(options, 10);
    EXPECT_EQ(hex(file.substr(84 + 24 + 8 + 412, 10)),
              hex(le(std::int16_t{-2304}) + le(std::int16_t{750}) + le(std::int16_t{-102}) +
                  le(std::int16_t{-1500}) + le(std::int16_t{-1801})));
}

TEST(WaveHeader, every_chunk_starts_at_a_multiple_of_four) {
    wave::WriteOptions options{.layout = *layout_named("5.1"), .rate = {48000}};
    options.bext = wave::Bext{};
    options.bext->coding_history = "A=PCM,F=48000,W=24\r\n";
    options.ixml = wave::Ixml{.project = "odd"};
    options.chna = {{1, "ATU_00000001", "AT_00010001_01", "AP_00010003"}};
    options.axml = "<x/>\n";
    for (int samples = 1; samples < 5; ++samples) { // 18, 36, 54, 72 bytes of sound
        const std::string file = written(options, samples);
        std::string order;
        for (std::size_t at = 12; at + 8 <= file.size();) {
            std::uint32_t size = 0;
            std::memcpy(&size, file.data() + at + 4, 4);
            const std::string id = file.substr(at, 4);
            EXPECT_TRUE(id == "JUNK" || at % 4 == 0) << id;
            if (id != "JUNK" || at == 12) order += id + " ";
            at += 8 + size + size % 2;
        }
        EXPECT_EQ(order, "JUNK fmt  bext iXML chna data axml ");
    }
}

wave::Header stereo(wave::LargeForm form) {
    wave::Header header;
    header.format = {wave::SampleType::pcm16, 2, {48000}, std::nullopt};
    header.large = form;
    return header;
}

// 116 bytes stand before the sound; the RIFF size counts all but the first eight.
TEST(WaveHeader, the_last_riff_and_the_first_rf64) {
    const std::uint64_t last = (0xFFFFFFFEULL - 108) / 4;
    const auto plain = as_text(wave::header_bytes(stereo(wave::LargeForm::rf64), last, 0));
    EXPECT_EQ(plain.substr(0, 4), "RIFF");
    EXPECT_EQ(plain.substr(12, 4), "JUNK");
    const auto large = as_text(wave::header_bytes(stereo(wave::LargeForm::rf64), last + 1, 0));
    EXPECT_EQ(large.size(), plain.size());
    const std::uint64_t data = (last + 1) * 4;
    const std::string expected = "RF64" + le(std::uint32_t{0xFFFFFFFF}) + "WAVE" + "ds64" +
                                 le(std::uint32_t{64}) + le(data + 108) + le(data) + le(last + 1) +
                                 le(std::uint32_t{0}) + std::string(36, '\0') + "fmt ";
    EXPECT_EQ(hex(large.substr(0, expected.size())), hex(expected));
    EXPECT_EQ(hex(large.substr(large.size() - 8)), hex("data" + le(std::uint32_t{0xFFFFFFFF})));
}

TEST(WaveHeader, an_axml_behind_the_sound_can_make_the_file_large) {
    const std::uint64_t last = (0xFFFFFFFEULL - 108) / 4;
    EXPECT_EQ(as_text(wave::header_bytes(stereo(wave::LargeForm::bw64), last, 4)).substr(0, 4), "BW64");
}

} // namespace
} // namespace dub
