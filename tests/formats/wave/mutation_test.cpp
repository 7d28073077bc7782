// Damaged files are refused or read, whatever is damaged; nothing crashes, hangs or asks for memory a file
// cannot fill.
#include <gtest/gtest.h>

#include <random>

#include "engine/core/timecode.h"
#include "formats/wave/chna_speakers.h"
#include "formats/wave/pcm_kernels.h"
#include "formats/wave/wave_writer.h"
#include "tests/fuzz/wave_input.h"
#include "tests/support/mutate.h"
#include "tests/support/riff_maker.h"
#include "tests/support/temp_folder.h"

namespace dub {
namespace {

// A file with every chunk we know. `container` beyond RIFF gets a ds64 by hand.
std::string rich_file() {
    const test::TempFolder folder;
    wave::WriteOptions options{.layout = *layout_named("2.0"), .mask = wave::Mask::yes};
    options.bext = wave::Bext{.description = "rich", .coding_history = "A=PCM\r\n"};
    options.ixml = wave::Ixml{.project = "rich", .timecode_rate = "24/1", .timestamp = SamplePos{5}};
    options.chna = {{1, "ATU_00000001", "AT_00010001_01", "AP_00010002"},
                    {2, "ATU_00000002", "AT_00010002_01", "AP_00010002"}};
    options.axml = "<ebuCoreMain/>";
    auto writer = wave::WaveWriter::create(folder.path() / "rich.wav", options);
    AudioBuffer sound(2, 50);
    if (!(*writer)->write(sound.block()) || !(*writer)->finish()) return {};
    return test::file_text(folder.path() / "rich.wav");
}

std::string rich_rf64() {
    const std::string sound(300, '\0');
    return test::RiffMaker("RF64")
        .ds64(28 + 8 + 4 + 24 + 308, 300)
        .fmt()
        .chunk("data", sound, 0xFFFFFFFFU)
        .text(0xFFFFFFFFU);
}

test::Outcome attempt(const std::string& text) { return test::try_wave(std::as_bytes(std::span(text))); }

TEST(WaveDamage, the_undamaged_files_are_read) {
    EXPECT_EQ(attempt(rich_file()), test::Outcome::read);
    EXPECT_EQ(attempt(rich_rf64()), test::Outcome::read);
}

TEST(WaveDamage, a_file_cut_off_anywhere_is_refused) {
    for (const std::string& whole : {rich_file(), rich_rf64()})
        for (std::size_t length = 0; length + 8 < whole.size(); ++length)
            EXPECT_EQ(attempt(whole.substr(0, length)), test::Outcome::refused)
                << length << " of " << whole.size();
}

TEST(WaveDamage, any_flipped_bit_is_survived) {
    for (const std::string& whole : {rich_file(), rich_rf64()})
        for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
            std::string damaged = whole;
            damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
            attempt(damaged);
        }
}

TEST(WaveDamage, thousands_of_mutations_are_survived) {
    const std::array seeds{rich_file(), rich_rf64()};
    test::Mutator mutate(20'211);
    int refused = 0;
    constexpr int mutations = 10'000;
    for (int i = 0; i < mutations; ++i)
        refused += attempt(mutate(seeds.at(static_cast<std::size_t>(i) % 2))) == test::Outcome::refused;
    EXPECT_GT(refused, mutations / 10); // the damage did reach the header
    EXPECT_LT(refused, mutations);
}

// The vector build and the plain build give the same bytes for every count, ties and what is no number
// included.
TEST(WaveKernels, avx2_and_plain_agree_to_the_bit) {
    if (__builtin_cpu_supports("avx2") == 0) GTEST_SKIP() << "this processor has no AVX2";
    const auto& a = wave::pcm_kernels_base();
    const auto& b = wave::pcm_kernels_avx2();
    std::mt19937 random(7);
    for (std::size_t count = 0; count < 70; ++count)
        for (const auto type : {wave::SampleType::pcm16, wave::SampleType::pcm24, wave::SampleType::pcm32,
                                wave::SampleType::float32}) {
            std::vector<float> in(count);
            for (float& x : in) {
                constexpr std::array odd{0.0F,
                                         -0.0F,
                                         1.0F,
                                         -1.0F,
                                         3.0F,
                                         -3.0F,
                                         0x1p-24F,
                                         0x3p-24F,
                                         0x1p-16F,
                                         0x3p-16F,
                                         __builtin_nanf(""),
                                         __builtin_inff()};
                x = random() % 3 == 0 ? odd.at(random() % odd.size())
                                      : static_cast<float>(random()) / 2e9F - 1.07F;
            }
            std::vector<std::byte> out_a(count * 4 + 1), out_b(count * 4 + 1);
            a.encode(type, in.data(), out_a.data(), count);
            b.encode(type, in.data(), out_b.data(), count);
            ASSERT_EQ(out_a, out_b);
            std::vector<float> back_a(count), back_b(count);
            a.decode(type, out_a.data(), back_a.data(), count);
            b.decode(type, out_a.data(), back_b.data(), count);
            ASSERT_EQ(back_a, back_b);
        }
}

TEST(WaveKernels, channels_are_woven_and_parted_alike) {
    for (const auto* kernels : {&wave::pcm_kernels_base(), &wave::pcm_kernels()})
        for (int channels = 1; channels <= 16; ++channels) {
            constexpr std::size_t count = 37;
            std::vector<float> woven(count * static_cast<std::size_t>(channels)), store(woven.size());
            std::vector<float*> rows;
            for (int c = 0; c < channels; ++c)
                rows.push_back(store.data() + static_cast<std::size_t>(c) * count);
            for (std::size_t i = 0; i < woven.size(); ++i)
                woven[i] = static_cast<float>(i);
            kernels->deinterleave(woven.data(), channels, count, rows.data());
            for (std::size_t i = 0; i < woven.size(); ++i)
                ASSERT_EQ(
                    rows[i % static_cast<std::size_t>(channels)][i / static_cast<std::size_t>(channels)],
                    static_cast<float>(i));
            std::vector<float> again(woven.size());
            kernels->interleave(rows.data(), channels, count, again.data());
            ASSERT_EQ(again, woven);
        }
}

} // namespace
} // namespace dub
