// Bad input is refused with a sentence that names the file and what is wrong; it is never guessed.
#include <gtest/gtest.h>

#include "engine/core/audio_buffer.h"
#include "formats/wave/bytes.h"
#include "formats/wave/wave_reader.h"
#include "tests/support/riff_maker.h"
#include "tests/support/temp_folder.h"

namespace dub {
namespace {

using test::FmtFields;
using test::le;
using test::RiffMaker;

const std::string one_second_of_nothing(std::size_t{48000} * 6, '\0');

Result<std::unique_ptr<wave::WaveReader>> open_text(const std::string& text) {
    return wave::WaveReader::open(wave::bytes_in_memory("scene.wav", test::bytes_of(text)));
}

void refuses(const std::string& text, std::string_view because, ErrorCode code = ErrorCode::invalid) {
    const auto reader = open_text(text);
    ASSERT_FALSE(reader) << "was opened, expected: " << because;
    EXPECT_EQ(reader.error().code, code) << reader.error().text();
    EXPECT_NE(reader.error().text().find("scene.wav"), std::string::npos) << reader.error().text();
    EXPECT_NE(reader.error().text().find(because), std::string::npos) << reader.error().text();
}

std::string with_format(const FmtFields& fields) {
    return RiffMaker().fmt(fields).chunk("data", one_second_of_nothing).text();
}

TEST(WaveRefusal, a_right_file_is_opened) {
    const auto reader = open_text(with_format({}));
    ASSERT_TRUE(reader) << reader.error().text();
    EXPECT_EQ((*reader)->format().length.value, 48000);
    EXPECT_TRUE((*reader)->info().diagnostics.empty());
}

TEST(WaveRefusal, a_missing_file_is_named) {
    const auto reader = wave::WaveReader::open("/nowhere/scene.wav");
    ASSERT_FALSE(reader);
    EXPECT_EQ(reader.error().code, ErrorCode::not_found);
    EXPECT_NE(reader.error().text().find("/nowhere/scene.wav"), std::string::npos);
}

TEST(WaveRefusal, a_folder_is_no_file) {
    const test::TempFolder folder;
    const auto reader = wave::WaveReader::open(folder.path());
    ASSERT_FALSE(reader);
    EXPECT_EQ(reader.error().code, ErrorCode::invalid);
}

TEST(WaveRefusal, an_empty_file) { refuses("", "empty"); }
TEST(WaveRefusal, a_text_file) { refuses("This is not sound at all.", "not a WAVE file"); }
TEST(WaveRefusal, a_header_of_seven_bytes) { refuses("RIFF\x04\x01\x01", "cut off"); }
TEST(WaveRefusal, an_avi) { refuses("RIFF" + le(4U) + "AVI LIST", "not a WAVE file"); }
TEST(WaveRefusal, no_fmt) {
    refuses(RiffMaker().chunk("data", one_second_of_nothing).text(), "no fmt chunk");
}
TEST(WaveRefusal, no_data) { refuses(RiffMaker().fmt().text(), "no data chunk"); }
TEST(WaveRefusal, no_sound) { refuses(RiffMaker().fmt().chunk("data", "").text(), "holds no sound"); }
TEST(WaveRefusal, a_short_fmt) {
    refuses(RiffMaker().chunk("fmt ", "12345678").chunk("data", one_second_of_nothing).text(), "at least 16");
}
TEST(WaveRefusal, zero_channels) { refuses(with_format({.channels = 0, .block_align = 6}), "zero channels"); }
TEST(WaveRefusal, zero_bits) { refuses(with_format({.bits = 0, .block_align = 6}), "zero bits"); }
TEST(WaveRefusal, seven_bits) { refuses(with_format({.bits = 7, .block_align = 2}), "7 bits"); }
TEST(WaveRefusal, forty_bits) { refuses(with_format({.bits = 40}), "40 bits"); }
TEST(WaveRefusal, a_rate_of_zero) { refuses(with_format({.rate = 0}), "sample rate of 0"); }
TEST(WaveRefusal, a_rate_over_768_kHz) { refuses(with_format({.rate = 768'001}), "768001"); }
TEST(WaveRefusal, a_rate_of_768_kHz_is_read) { EXPECT_TRUE(open_text(with_format({.rate = 768'000}))); }
TEST(WaveRefusal, a_wrong_block_align) { refuses(with_format({.block_align = 4}), "block align 4"); }
TEST(WaveRefusal, a_wrong_byte_rate) { refuses(with_format({.byte_rate = 1}), "bytes per second"); }
TEST(WaveRefusal, coded_sound) { refuses(with_format({.tag = 0x55}), "0x0055", ErrorCode::unfit); }
TEST(WaveRefusal, more_channels_than_a_layout_holds) {
    refuses(with_format({.channels = 17, .bits = 16}), "17 channels", ErrorCode::unfit);
}
TEST(WaveRefusal, the_largest_channel_count_asks_for_no_memory) {
    refuses(with_format({.channels = 65535, .bits = 32}), "block align");
}
TEST(WaveRefusal, two_fmt_chunks) {
    refuses(RiffMaker().fmt().fmt({.channels = 1}).chunk("data", one_second_of_nothing).text(), "two 'fmt '");
}
TEST(WaveRefusal, two_data_chunks) {
    refuses(RiffMaker().fmt().chunk("data", "123456").chunk("data", "123456").text(), "two 'data'");
}

TEST(WaveRefusal, a_truncated_file_says_how_much_is_missing) {
    const std::string whole = with_format({});
    refuses(whole.substr(0, whole.size() - 1000), "1000 bytes missing");
}
TEST(WaveRefusal, a_file_cut_between_two_chunks) {
    const std::string whole =
        RiffMaker().fmt().chunk("data", one_second_of_nothing).chunk("axml", std::string(500, ' ')).text();
    refuses(whole.substr(0, whole.size() - 508), "508 bytes missing");
}
TEST(WaveRefusal, data_longer_than_the_whole) {
    const std::string bytes = RiffMaker().fmt().chunk("data", one_second_of_nothing).text(1000);
    refuses(bytes, "contradicts itself");
}
TEST(WaveRefusal, a_chunk_of_four_gigabytes_in_a_small_file) {
    refuses(RiffMaker().fmt().chunk("LIST", "abcd", 0xFFFFFFF0U).chunk("data", one_second_of_nothing).text(),
            "'LIST'");
}

TEST(WaveRefusal, rf64_without_ds64) {
    refuses(RiffMaker("RF64").fmt().chunk("data", one_second_of_nothing).text(0xFFFFFFFFU), "without a ds64");
}
TEST(WaveRefusal, bw64_that_ends_before_ds64) {
    refuses(RiffMaker("BW64").text(0xFFFFFFFFU), "before its ds64");
}
TEST(WaveRefusal, a_ds64_table_longer_than_its_chunk) {
    refuses(RiffMaker("BW64").ds64(1000, 6, 0xFFFFFFFFU).fmt().chunk("data", "123456").text(0xFFFFFFFFU),
            "ds64 table");
}
TEST(WaveRefusal, sizes_of_2_to_the_63) {
    refuses(
        RiffMaker("RF64").ds64(std::uint64_t{1} << 63U, 6).fmt().chunk("data", "123456").text(0xFFFFFFFFU),
        "no file has");
    refuses(RiffMaker("RF64")
                .ds64(100, std::uint64_t{1} << 63U)
                .fmt()
                .chunk("data", "123456", 0xFFFFFFFFU)
                .text(0xFFFFFFFFU),
            "cut off");
}
TEST(WaveRefusal, ds64_and_data_that_disagree) {
    refuses(RiffMaker("RF64").ds64(98, 12).fmt().chunk("data", "123456").text(0xFFFFFFFFU),
            "contradicts itself");
}
TEST(WaveRefusal, garbage_where_a_chunk_should_be) {
    refuses(RiffMaker().raw(std::string(64, '\x01')).fmt().chunk("data", "123456").text(),
            "expected a chunk at byte 12");
}

// What is read all the same, with a diagnostic.
std::string only_code(const std::string& text) {
    const auto reader = open_text(text);
    if (!reader) return reader.error().text();
    const Diagnostics& all = (*reader)->info().diagnostics;
    return all.size() == 1 ? all.front().code : std::to_string(all.size()) + " diagnostics";
}

TEST(WaveOddities, a_streamed_file_is_read_to_its_end) {
    const std::string sound(600, '\0');
    EXPECT_EQ(only_code(RiffMaker().fmt().chunk("data", sound, 0xFFFFFFFFU).text(0xFFFFFFFFU)),
              "wave.streamed");
    EXPECT_EQ(only_code(RiffMaker().fmt().chunk("data", sound, 0x7FFFF000U).text(0x7FFFF024U)),
              "wave.streamed"); // sox
    EXPECT_EQ(only_code(RiffMaker().fmt().chunk("data", sound, 0).text(0)), "wave.streamed");
    EXPECT_EQ(
        only_code(RiffMaker("RF64").ds64(0, 0).fmt().chunk("data", sound, 0xFFFFFFFFU).text(0xFFFFFFFFU)),
        "wave.streamed");
}
TEST(WaveOddities, half_a_sample_at_the_end) {
    EXPECT_EQ(only_code(RiffMaker().fmt().chunk("data", std::string(602, '\0')).text()),
              "wave.partial-sample");
}
TEST(WaveOddities, one_byte_is_one) {
    const auto reader = open_text(RiffMaker().fmt().chunk("data", std::string(601, '\0')).text());
    ASSERT_TRUE(reader);
    EXPECT_TRUE((*reader)->info().diagnostics.at(0).sentence.starts_with("A rest of 1 byte after"))
        << (*reader)->info().diagnostics.at(0).sentence;
}
TEST(WaveOddities, bytes_after_the_end) {
    EXPECT_EQ(only_code(RiffMaker().fmt().chunk("data", std::string(600, '\0')).text() + "TAGTAGTAG"),
              "wave.bytes-after-end");
}
TEST(WaveOddities, a_broken_ixml_or_chna_or_bext) {
    const std::string sound(600, '\0');
    EXPECT_EQ(only_code(RiffMaker().fmt().chunk("iXML", "<BWFXML><").chunk("data", sound).text()),
              "wave.ixml");
    EXPECT_EQ(
        only_code(RiffMaker().fmt().chunk("chna", le(std::uint32_t{0xFFFFFFFF})).chunk("data", sound).text()),
        "wave.chna");
    EXPECT_EQ(only_code(RiffMaker().fmt().chunk("bext", "short").chunk("data", sound).text()), "wave.bext");
}
TEST(WaveOddities, a_wrong_extension_is_read_by_content) {
    const auto text = RiffMaker().fmt().chunk("data", std::string(600, '\0')).text();
    const auto reader = wave::WaveReader::open(wave::bytes_in_memory("scene.mp3", test::bytes_of(text)));
    ASSERT_TRUE(reader);
    ASSERT_EQ((*reader)->info().diagnostics.size(), 1U);
    EXPECT_EQ((*reader)->info().diagnostics.front().code, "wave.extension-mismatch");
}
TEST(WaveOddities, a_file_that_shrinks_while_it_is_read) {
    const test::TempFolder folder;
    const auto path = folder.path() / "scene.wav";
    test::write_file(path, with_format({}));
    const auto reader = wave::WaveReader::open(path);
    ASSERT_TRUE(reader);
    std::filesystem::resize_file(path, 1000);
    AudioBuffer buffer(2, 480);
    const auto read = (*reader)->read({40000}, buffer.block());
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().text().find("became shorter"), std::string::npos);
}

} // namespace
} // namespace dub
