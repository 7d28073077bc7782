// A tone in each speaker in turn arrives in that channel and no other, as ffmpeg sees it.
#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "engine/core/audio_buffer.h"
#include "formats/wave/bytes.h"
#include "formats/wave/chna_speakers.h"
#include "formats/wave/wave_reader.h"
#include "formats/wave/wave_writer.h"
#include "tests/support/program.h"
#include "tests/support/riff_maker.h"
#include "tests/support/temp_folder.h"

namespace dub {
namespace {

constexpr int turn = 480; // samples each speaker sounds

AudioBuffer one_after_the_other(int channels) {
    AudioBuffer sound(channels, turn * channels);
    for (int c = 0; c < channels; ++c)
        for (int i = 0; i < turn; ++i)
            sound.block().channel(c)[c * turn + i] = i % 48 < 24 ? 0.5F : -0.5F;
    return sound;
}

// In which turn each channel of the file sounds; -1 when in none, -2 when in more than one.
std::vector<int> turns_heard(const std::vector<float>& interleaved, int channels) {
    std::vector<int> heard(static_cast<std::size_t>(channels), -1);
    for (std::size_t i = 0; i < interleaved.size(); ++i) {
        if (interleaved[i] == 0.0F) continue;
        int& place = heard[i % static_cast<std::size_t>(channels)];
        const int now = static_cast<int>(i) / channels / turn;
        place = place == -1 || place == now ? now : -2;
    }
    return heard;
}

// ffmpeg's names of the channels of a layout, in its order: "FL+FR+FC", from its own list or spelled out.
std::vector<std::string> ffmpeg_names(const std::string& layout) {
    static const std::string list = test::output_of("ffmpeg -hide_banner -layouts").value_or("");
    std::string names = layout;
    std::istringstream lines(list);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string name, channels;
        if (!(words >> name >> channels) || name != layout) continue;
        if (channels.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ+") == std::string::npos) names = channels;
    }
    if (const auto open = names.find('('); open != std::string::npos && names.find('+') != std::string::npos)
        names = names.substr(open + 1, names.find(')') - open - 1);
    std::vector<std::string> split;
    std::istringstream parts(names);
    for (std::string part; std::getline(parts, part, '+');)
        split.push_back(part);
    return split;
}

const std::map<Speaker, std::string>& ffmpeg_speakers() {
    using enum Speaker;
    static const std::map<Speaker, std::string> names{
        {M, "FC"},   {L, "FL"},    {R, "FR"},    {C, "FC"},    {LFE, "LFE"},
        {Ls, "SL"},  {Rs, "SR"},   {Lss, "SL"},  {Rss, "SR"},  {Lrs, "BL"},
        {Rrs, "BR"}, {Ltf, "TFL"}, {Rtf, "TFR"}, {Ltr, "TBL"}, {Rtr, "TBR"},
    };
    return names;
}

Result<std::unique_ptr<wave::WaveWriter>> write_turns(const std::filesystem::path& path,
                                                      const wave::WriteOptions& options) {
    TRY(auto writer, wave::WaveWriter::create(path, options));
    CHECK(writer->write(one_after_the_other(options.layout.channels()).block()));
    CHECK(writer->close_header());
    return writer;
}

TEST(WaveSpeakers, with_a_mask_ffmpeg_finds_every_speaker) {
    if (!test::has_program("ffprobe")) GTEST_SKIP() << "ffmpeg is not installed";
    const test::TempFolder folder;
    for (const NamedLayout& named : layouts()) {
        if (!wave_mask(named.layout)) continue;
        const auto writer =
            write_turns(folder.path() / "a.wav", {.layout = named.layout, .mask = wave::Mask::yes});
        ASSERT_TRUE(writer) << writer.error().text();
        const auto path = (*writer)->temporary_path();
        std::string layout =
            test::output_of("ffprobe -v error -show_entries stream=channel_layout -of csv=p=0 '" +
                            path.string() + "'")
                .value_or("");
        while (!layout.empty() && layout.back() == '\n')
            layout.pop_back();
        const auto names = ffmpeg_names(layout);
        ASSERT_EQ(names.size(), static_cast<std::size_t>(named.layout.channels()))
            << named.name << ": " << layout;
        const auto heard = turns_heard(test::ffmpeg_samples(path), named.layout.channels());
        for (std::size_t c = 0; c < names.size(); ++c) {
            ASSERT_GE(heard[c], 0) << named.name << " " << names[c];
            EXPECT_EQ(names[c], ffmpeg_speakers().at(named.layout[heard[c]])) << named.name;
        }
    }
}

TEST(WaveSpeakers, without_a_mask_channels_lie_in_the_order_asked_for) {
    if (!test::has_program("ffmpeg")) GTEST_SKIP() << "ffmpeg is not installed";
    const test::TempFolder folder;
    // Film order of Pro Tools: L C R Lss Rss Lrs Rrs LFE; AC-3: L C R Ls Rs LFE; ours as it stands.
    const std::map<std::pair<std::string, ChannelOrder>, std::vector<int>> expected{
        {{"7.1", ChannelOrder::smpte}, {0, 1, 2, 3, 4, 5, 6, 7}},
        {{"7.1", ChannelOrder::film}, {0, 2, 1, 4, 5, 6, 7, 3}},
        {{"7.1", ChannelOrder::wave_mask}, {0, 1, 2, 3, 6, 7, 4, 5}},
        {{"5.1", ChannelOrder::smpte}, {0, 1, 2, 3, 4, 5}},
        {{"5.1", ChannelOrder::film}, {0, 2, 1, 4, 5, 3}},
        {{"5.1", ChannelOrder::ac3}, {0, 2, 1, 4, 5, 3}},
        {{"2.0", ChannelOrder::smpte}, {0, 1}},
        {{"7.1.4", ChannelOrder::smpte}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}},
    };
    for (const auto& [what, turns] : expected) {
        const auto writer =
            write_turns(folder.path() / "a.wav", {.layout = *layout_named(what.first), .order = what.second});
        ASSERT_TRUE(writer);
        EXPECT_EQ(
            turns_heard(test::ffmpeg_samples((*writer)->temporary_path()), static_cast<int>(turns.size())),
            turns)
            << what.first;
    }
}

std::string layout_read(const test::RiffMaker& maker) {
    const auto reader = wave::WaveReader::open(wave::bytes_in_memory("a.wav", test::bytes_of(maker.text())));
    return reader ? (*reader)->format().layout.name() : reader.error().text();
}

TEST(WaveSpeakers, a_mask_of_7_1_puts_the_rears_before_the_sides) {
    const std::string sound(240, '\0');
    EXPECT_EQ(layout_read(test::RiffMaker()
                              .chunk("fmt ", test::FmtFields{.channels = 8}.extensible(0x63F))
                              .chunk("data", sound)),
              "L R C LFE Lrs Rrs Lss Rss");
}

TEST(WaveSpeakers, back_and_side_both_mean_the_surrounds_of_5_1) {
    const std::string sound(240, '\0');
    for (const std::uint32_t mask : {0x3FU, 0x60FU, 0U})
        EXPECT_EQ(layout_read(test::RiffMaker()
                                  .chunk("fmt ", test::FmtFields{.channels = 6}.extensible(mask))
                                  .chunk("data", sound)),
                  "5.1");
}

TEST(WaveSpeakers, a_mask_that_does_not_suit_is_told) {
    const auto text = test::RiffMaker()
                          .chunk("fmt ", test::FmtFields{.channels = 6}.extensible(0x3))
                          .chunk("data", std::string(252, '\0'))
                          .text();
    const auto reader = wave::WaveReader::open(wave::bytes_in_memory("a.wav", test::bytes_of(text)));
    ASSERT_TRUE(reader);
    ASSERT_EQ((*reader)->info().diagnostics.size(), 1U);
    EXPECT_EQ((*reader)->info().diagnostics.front().code, "wave.mask-unknown");
}

std::string chna(const std::vector<wave::ChnaEntry>& entries) {
    const auto bytes = wave::chna_payload(entries);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// chna before iXML before mask: the file says L R by mask, R L by names, and C LFE by chna.
TEST(WaveSpeakers, chna_is_believed_first_then_names_then_the_mask) {
    const std::string names = "<BWFXML><TRACK_LIST><TRACK><NAME>R</NAME></TRACK><TRACK><NAME>L</NAME></"
                              "TRACK></TRACK_LIST></BWFXML>";
    test::RiffMaker maker;
    maker.chunk("fmt ", test::FmtFields{}.extensible(0x3)).chunk("data", std::string(252, '\0'));
    EXPECT_EQ(layout_read(maker), "2.0");
    maker.chunk("iXML", names);
    EXPECT_EQ(layout_read(maker), "R L");
    maker.chunk("chna", chna({{1, "ATU_00000001", "AT_00010003_01", "AP_00010003"},
                              {2, "ATU_00000002", "AC_00010004", "AP_00010003"}}));
    EXPECT_EQ(layout_read(maker), "C LFE");
}

TEST(WaveSpeakers, track_names_of_a_recorder_are_no_speakers) {
    const std::string names = "<BWFXML><TRACK_LIST><TRACK><NAME>Boom</NAME></TRACK><TRACK><NAME>L</NAME></"
                              "TRACK></TRACK_LIST></BWFXML>";
    EXPECT_EQ(layout_read(test::RiffMaker().fmt().chunk("iXML", names).chunk("data", std::string(240, '\0'))),
              "2.0");
}

} // namespace
} // namespace dub
