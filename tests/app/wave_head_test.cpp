#include "app/jobs/wave_head.h"

#include <gtest/gtest.h>

#include "engine/core/audio_buffer.h"
#include "formats/wave/wave_reader.h"
#include "tests/support/temp_folder.h"

namespace dub::app {
namespace {

class WaveHead : public testing::Test {
  protected:
    WaveHead() {
        options_.layout = *layout_named("7.1");
        options_.rate = {48000};
        options_.mask = wave::Mask::yes;
        options_.bext = bext_for("A scene", SamplePos{172'800'000});
        options_.ixml = ixml_for({}, SamplePos{172'800'000});
    }
    // What a file says that was written with these options.
    wave::WaveInfo written(const wave::WriteOptions& options) {
        auto writer = *wave::WaveWriter::create(folder_.path() / "a.wav", options);
        EXPECT_TRUE(writer->write(AudioBuffer(options.layout.channels(), 480).block()));
        EXPECT_TRUE(writer->close_header());
        return (*wave::WaveReader::open(writer->temporary_path()))->info();
    }
    // What the comparison says when another file lies there than was meant.
    std::string told(const wave::WriteOptions& there) {
        const auto checked =
            check_read_back(shape_of(written(there)), shape_of(options_, SampleCount{480}), "a.wav");
        return checked ? "" : checked.error().text();
    }
    wave::WriteOptions options_;
    test::TempFolder folder_;
};

TEST_F(WaveHead, a_file_reads_back_as_it_was_meant) { EXPECT_EQ(told(options_), ""); }

TEST_F(WaveHead, another_kind_of_samples_is_told) {
    auto there = options_;
    there.type = wave::SampleType::pcm16;
    EXPECT_NE(told(there).find("kind of samples (16; 24"), std::string::npos) << told(there);
}

TEST_F(WaveHead, another_rate_is_told) {
    auto there = options_;
    there.rate = {44100};
    EXPECT_NE(told(there).find("sample rate (44100; 48000"), std::string::npos) << told(there);
}

TEST_F(WaveHead, another_order_of_channels_is_told) {
    auto there = options_;
    there.mask = wave::Mask::no;
    there.order = ChannelOrder::film;
    EXPECT_NE(told(there).find("order of channels"), std::string::npos) << told(there);
}

TEST_F(WaveHead, another_time_reference_or_none_is_told) {
    auto there = options_;
    there.bext->time_reference = {};
    EXPECT_NE(told(there).find("TimeReference (0; 172800000"), std::string::npos) << told(there);
    there.bext.reset();
    EXPECT_NE(told(there).find("TimeReference (none"), std::string::npos) << told(there);
}

TEST_F(WaveHead, another_length_is_told) {
    const auto checked =
        check_read_back(shape_of(written(options_)), shape_of(options_, SampleCount{481}), "a.wav");
    EXPECT_FALSE(checked);
}

TEST_F(WaveHead, a_long_description_ends_with_a_whole_character) {
    const std::string before(255, 'a');
    EXPECT_EQ(bext_for(before + "é", {}).description, before);
    EXPECT_EQ(bext_for(before.substr(1) + "éb", {}).description, before.substr(1) + "é");
    EXPECT_EQ(beginning_of("é", 2), "é");
}

TEST_F(WaveHead, a_channel_of_a_set_is_named_even_after_a_long_description) {
    EXPECT_EQ(channel_description("reel, printmaster 5.1", Speaker::Ls), "reel, printmaster 5.1, channel Ls");
    const std::string said = channel_description(std::string(300, 'a'), Speaker::LFE);
    EXPECT_EQ(said.size(), 256U);
    EXPECT_TRUE(said.ends_with("a, channel LFE"));
}

} // namespace
} // namespace dub::app
