// Versions at another frame rate.
#include <fstream>

#include "engine/session/edits/add_version.h"
#include "tests/app/reels_on_disk.h"

namespace dub::app {
namespace {
using namespace dub::test;

void add_version(SceneOnDisk& scene, std::string name, std::string_view rate, session::SpeedMethod method) {
    const session::AddVersion edit{
        std::move(name), {}, "", "", session::RateChange{timecode_format(rate)->rate, method}};
    scene.session() = *session::apply(scene.session(), edit);
    scene.save("film");
}

report::Delivery at_rate(SceneOnDisk& scene, std::vector<std::string> specs, std::string version) {
    DeliverRequest request = asked(scene, std::move(specs));
    request.version = std::move(version);
    return delivered(request);
}

struct Change {
    std::string from, to;
    std::int64_t samples_a_frame;
};
class Rates : public testing::TestWithParam<Change> {};

TEST_P(Rates, n_frames_are_n_frames_to_the_sample) {
    const auto& [from, to, samples] = GetParam();
    ReelsOnDisk film({.fps = from});
    add_version(film.scene(), "other", to, session::SpeedMethod::resample);
    DeliverRequest request = asked(film.scene(), {"ebu-r128-5.1"});
    request.version = "other";
    request.segments = {"all", "longplay"};
    const auto delivery = delivered(request);
    EXPECT_EQ(delivery.fps, to);
    const std::vector<std::int64_t> frames{60, 72, 50, 182};
    for (std::size_t i = 0; i < 4; ++i) {
        const std::string segment = i < 3 ? film.reel(i).name : "";
        const auto& file = file_where(delivery, [&](const auto& one) { return one.segment == segment; });
        EXPECT_EQ(file.samples.value, frames[i] * samples) << segment;
        EXPECT_EQ(file.rate.hz, 48000);
        // The labels stay: reel 2 begins at 02:00:00:00 of the new count.
        const std::int64_t nominal = timecode_format(to)->nominal;
        const std::int64_t hour = i < 3 ? static_cast<std::int64_t>(i) + 1 : 1;
        EXPECT_EQ(file.time_reference.value, hour * 3600 * nominal * samples) << segment;
    }
}
INSTANTIATE_TEST_SUITE_P(All, Rates,
                         testing::Values(Change{"23.976", "24", 2000}, Change{"24", "25", 1920},
                                         Change{"24", "23.976", 2002}, Change{"25", "24", 2000},
                                         Change{"29.97", "30", 1600}));

// As the above, with the pitch kept: what it sounds like is the program's own test.
TEST(DeliverRate, stretched_n_frames_are_n_frames_to_the_sample_and_it_is_said) {
    ReelsOnDisk film({.fps = "24"});
    add_version(film.scene(), "kept", "25", session::SpeedMethod::stretch);
    DeliverRequest request = asked(film.scene(), {"ebu-r128-2.0"});
    request.version = "kept";
    request.segments = {"all", "longplay"};
    const auto delivery = delivered(request);
    EXPECT_EQ(delivery.method, "stretch");
    EXPECT_TRUE(delivery.speed.starts_with("STRETCHED from 24 to 25 fps: 25/24")) << delivery.speed;
    const std::vector<std::int64_t> frames{60, 72, 50, 182};
    for (std::size_t i = 0; i < 4; ++i) {
        const std::string segment = i < 3 ? film.reel(i).name : "";
        const auto& file = file_where(delivery, [&](const auto& one) { return one.segment == segment; });
        EXPECT_EQ(file.samples.value, frames[i] * 1920) << segment;
        EXPECT_EQ(file.rate.hz, 48000);
    }
}

// A click on the first sample of a frame is still there, 2000 samples a frame.
TEST(DeliverRate, a_frame_begins_where_its_number_says) {
    ReelsOnDisk film;
    Row clicks(4 * 48000, 0.0F);
    for (const int frame : {0, 7, 31, 59})
        clicks[static_cast<std::size_t>(frame * 2002)] = 0.5F;
    wave::WriteOptions options;
    options.layout = *layout_named("mono");
    options.rate = {48000};
    options.if_exists = IfExists::replace;
    auto writer = *wave::WaveWriter::create(film.scene().folder() / "DX.wav", options);
    const AudioBuffer sound = buffer_of({clicks});
    ASSERT_TRUE(writer->write(sound.block()) && writer->finish());
    add_version(film.scene(), "dcp", "24", session::SpeedMethod::resample);
    const auto delivery = at_rate(film.scene(), {"stems"}, "dcp");
    const AudioBuffer speech = sound_of(
        film.scene().out() / file_where(delivery, [](const auto& file) { return file.stem == "DX"; }).path);
    const auto centre = speech.block().channel(2);
    for (const int frame : {0, 7, 31, 59}) {
        const auto from = centre.begin() + std::max(0, frame * 2000 - 40);
        const auto peak = std::max_element(from, centre.begin() + frame * 2000 + 40) - centre.begin();
        EXPECT_EQ(peak, frame * 2000);
    }
}

TEST(DeliverRate, resampled_stems_still_sum_to_the_mix_and_meet_its_loudness) {
    ReelsOnDisk film;
    add_version(film.scene(), "dcp", "24", session::SpeedMethod::resample);
    DeliverRequest request = asked(film.scene(), {"ebu-r128-5.1", "stems"});
    request.version = "dcp";
    request.level = LevelMode::meet;
    const auto delivery = delivered(request);
    EXPECT_LT(*delivery.null_test.buses_dbfs, -130);
    EXPECT_LT(*delivery.null_test.files_dbfs, -115);
    EXPECT_NEAR(delivery.files.front().measured.integrated->value, -23, 0.02);
    EXPECT_NE(delivery.speed.find("RESAMPLED"), std::string::npos);
}

TEST(DeliverRate, a_restamp_changes_no_sample_and_says_so_in_the_head) {
    ReelsOnDisk film;
    add_version(film.scene(), "stamped", "24", session::SpeedMethod::restamp);
    const auto plain = delivered(asked(film.scene(), {"archive-stems"}));
    const auto stamped = at_rate(film.scene(), {"archive-stems"}, "stamped");
    EXPECT_NE(stamped.speed.find("RESTAMPED"), std::string::npos);
    EXPECT_EQ(stamped.method, "restamp");
    for (std::size_t i = 0; i < plain.files.size(); ++i) {
        EXPECT_EQ(stamped.files[i].rate.hz, 48048);
        EXPECT_EQ(stamped.files[i].time_reference.value, 3600LL * 24 * 2002);
        const AudioBuffer a = sound_of(film.scene().out() / plain.files[i].path);
        const AudioBuffer b = sound_of(film.scene().out() / stamped.files[i].path);
        ASSERT_EQ(a.samples(), b.samples());
        EXPECT_EQ(difference(a, b, 0, a.samples()), 0);
    }
    // The spec wanted 48000 Hz.
    const auto verdict = std::ranges::find(stamped.verdicts, "sample-rate", &delivery::Verdict::rule);
    EXPECT_EQ(verdict->pass, false);
}

TEST(DeliverRate, what_cannot_be_met_exactly_is_refused_with_the_error) {
    ReelsOnDisk film({.fps = "24"});
    add_version(film.scene(), "down", "23.976", session::SpeedMethod::restamp);
    DeliverRequest request = asked(film.scene(), {"stems"});
    request.version = "down";
    const Error error = refused(request);
    EXPECT_EQ(error.code, ErrorCode::unfit);
    // 48000 · 1000/1001 = 47952.048 Hz: 0.048 Hz over 3600 s.
    EXPECT_NE(error.sentence.find("47952.048 Hz"), std::string::npos) << error.sentence;
    EXPECT_NE(error.sentence.find("173 samples"), std::string::npos) << error.sentence;
}

TEST(DeliverRate, a_dcp_of_a_23_976_session_is_refused_with_the_cure) {
    ReelsOnDisk film({.home = "7.1"});
    const Error error = refused(asked(film.scene(), {"cinema-7.1"}));
    EXPECT_EQ(error.code, ErrorCode::unfit);
    EXPECT_NE(
        error.sentence.find(
            R"(echo '[{"edit":"add_version","name":"24 fps","rate":"24"}]' > rate.json && dubstage edit )"),
        std::string::npos)
        << error.sentence;
    EXPECT_FALSE(std::filesystem::exists(film.scene().out()));
    add_version(film.scene(), "24 fps", "24", session::SpeedMethod::resample);
    const auto delivery = at_rate(film.scene(), {"cinema-7.1"}, "24 fps");
    EXPECT_EQ(delivery.files.size(), 3U);
    EXPECT_EQ(delivery.files.front().samples.value, (192 + 60 + 48) * 2000);
}

} // namespace
} // namespace dub::app
