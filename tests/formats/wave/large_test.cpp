// Files over 4 GiB. The short form makes a file with a hole in it; DUBSTAGE_FULL=1 writes every byte.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "engine/core/audio_buffer.h"
#include "formats/wave/wave_header.h"
#include "formats/wave/wave_reader.h"
#include "formats/wave/wave_writer.h"
#include "tests/support/program.h"
#include "tests/support/riff_maker.h"
#include "tests/support/temp_folder.h"

namespace dub {
namespace {

constexpr std::int64_t hour_and_more = 200'000'000; // 69 minutes of 7.1 in 24 bits: 4.8 GB

// Silence as a hole, then one sample of 0.5 on the last channel, then an axml.
std::filesystem::path sparse_file(const test::TempFolder& folder, wave::LargeForm form) {
    wave::Header header;
    header.format = {wave::SampleType::pcm24, 8, {48000}, std::nullopt};
    header.large = form;
    const std::uint64_t data = std::uint64_t{hour_and_more} * 24;
    const auto tail = wave::tail_bytes(data, "<axml/>\n");
    const auto head = wave::header_bytes(header, hour_and_more, tail.size());
    const auto path = folder.path() / "large.wav";
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(head.data()), static_cast<std::streamsize>(head.size()));
    file.seekp(static_cast<std::streamoff>(head.size() + data - 3));
    file << std::string("\x00\x00\x40", 3);
    file.write(reinterpret_cast<const char*>(tail.data()), static_cast<std::streamsize>(tail.size()));
    return path;
}

class Large : public testing::TestWithParam<wave::LargeForm> {};

TEST_P(Large, a_file_over_4_gib_is_read_at_its_far_end) {
    const test::TempFolder folder;
    const auto path = sparse_file(folder, GetParam());
    const auto reader = wave::WaveReader::open(path);
    ASSERT_TRUE(reader) << reader.error().text();
    EXPECT_EQ((*reader)->info().container, GetParam() == wave::LargeForm::rf64 ? "RF64" : "BW64");
    EXPECT_EQ((*reader)->format().length.value, hour_and_more);
    EXPECT_EQ((*reader)->info().axml, "<axml/>\n");
    EXPECT_TRUE((*reader)->info().diagnostics.empty());
    AudioBuffer end(8, 2);
    ASSERT_TRUE((*reader)->read({hour_and_more - 1}, end.block()));
    EXPECT_EQ(end.block().channel(7)[0], 0.5F);
    EXPECT_EQ(end.block().channel(6)[0], 0.0F);
}

TEST_P(Large, ffprobe_sees_every_sample) {
    if (!test::has_program("ffprobe")) GTEST_SKIP() << "ffprobe is not installed";
    const test::TempFolder folder;
    const auto path = sparse_file(folder, GetParam());
    EXPECT_EQ(
        test::output_of("ffprobe -v error -show_entries stream=duration_ts -of csv=p=0 " + path.string()),
        std::to_string(hour_and_more) + "\n");
}

TEST_P(Large, written_in_full) {
    if (std::getenv("DUBSTAGE_FULL") == nullptr)
        GTEST_SKIP() << "4.4 GB are written only with DUBSTAGE_FULL=1";
    const test::TempFolder folder;
    auto writer = wave::WaveWriter::create(folder.path() / "full.wav",
                                           {.layout = *layout_named("7.1"), .large = GetParam()});
    ASSERT_TRUE(writer);
    constexpr int block = 100'000;
    constexpr int blocks = 1'835; // 4.4 GB
    AudioBuffer sound(8, block);
    for (int b = 0; b < blocks; ++b) {
        sound.block().channel(3)[0] = static_cast<float>(b) / 4096.0F;
        ASSERT_TRUE((*writer)->write(sound.block()));
    }
    ASSERT_TRUE((*writer)->finish());
    const auto reader = wave::WaveReader::open(folder.path() / "full.wav");
    ASSERT_TRUE(reader) << reader.error().text();
    ASSERT_EQ((*reader)->format().length.value, std::int64_t{block} * blocks);
    for (int b = 0; b < blocks; ++b) {
        ASSERT_TRUE((*reader)->read({std::int64_t{b} * block}, sound.block(2)));
        ASSERT_EQ(sound.block().channel(3)[0], static_cast<float>(b) / 4096.0F);
    }
}

INSTANTIATE_TEST_SUITE_P(Forms, Large, testing::Values(wave::LargeForm::rf64, wave::LargeForm::bw64));

TEST(LargeRefusal, a_file_whose_32_bit_sizes_have_wrapped) {
    const test::TempFolder folder;
    const auto path = folder.path() / "wrapped.wav";
    test::write_file(path, test::RiffMaker().fmt().chunk("data", std::string(600, '\0')).text());
    const auto size = std::filesystem::file_size(path);
    std::filesystem::resize_file(
        path, size + (std::uint64_t{1} << 32U)); // the sizes are those of the whole modulo 2^32
    const auto reader = wave::WaveReader::open(path);
    ASSERT_FALSE(reader);
    EXPECT_NE(reader.error().text().find("wrapped"), std::string::npos) << reader.error().text();
}

} // namespace
} // namespace dub
