#include "app/jobs/deliver.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <set>

#include "app/jobs/check.h"
#include "engine/session/edits/set_clip_gain.h"
#include "formats/wave/wave_reader.h"
#include "tests/app/delivering.h"
#include "tests/support/program.h"

namespace dub::app {
namespace {
namespace fs = std::filesystem;
using namespace dub::test;

const report::MeasuredSet& set_of(const report::Delivery& delivery, std::string_view spec) {
    for (const auto& set : delivery.sets)
        if (set.spec == spec) return set;
    throw std::logic_error("no set");
}

TEST(Deliver, one_pass_makes_every_file_whole_and_nothing_else) {
    const SceneOnDisk scene;
    const auto delivery =
        delivered(asked(scene, {"ebu-r128-5.1", "ebu-r128-2.0", "netflix-5.1", "stems", "me-5.1"}));
    EXPECT_EQ(delivery.media_passes, 1);
    std::set<std::string> told(delivery.reports.begin(), delivery.reports.end());
    for (const auto& file : delivery.files) {
        told.insert(file.path);
        auto reader = wave::WaveReader::open(scene.out() / file.path);
        ASSERT_TRUE(reader) << reader.error().text();
        EXPECT_EQ((*reader)->format().length.value, 4 * 48000) << file.path;
        EXPECT_EQ((*reader)->format().layout.channels(), static_cast<int>(file.channels.size())) << file.path;
        EXPECT_EQ((*reader)->info().bext->time_reference.value, 3600LL * 48000);
        EXPECT_EQ(file.sha256, *media::sha256_of(scene.out() / file.path));
    }
    EXPECT_EQ(files_below(scene.out()), told);
    EXPECT_EQ(delivery.files.size(), 1U + 1 + 6 + 5 + 1); // Netflix wants 5.1 as mono files
}

TEST(Deliver, stems_sum_to_the_printmaster_on_the_buses_and_in_the_files) {
    const SceneOnDisk scene;
    const auto delivery = delivered(asked(scene, {"ebu-r128-5.1", "stems"}));
    ASSERT_TRUE(delivery.null_test.buses_dbfs && delivery.null_test.files_dbfs);
    EXPECT_LT(*delivery.null_test.buses_dbfs, -140);
    EXPECT_LT(*delivery.null_test.files_dbfs, -115);
}

TEST(Deliver, what_was_not_compared_is_null_and_not_zero) {
    const SceneOnDisk scene;
    const auto delivery = delivered(asked(scene, {"ebu-r128-2.0"}));
    EXPECT_FALSE(delivery.null_test.buses_dbfs);
    EXPECT_FALSE(delivery.null_test.files_dbfs);
}

TEST(Deliver, meet_gives_one_offset_to_a_set_and_the_stems_go_along) {
    const SceneOnDisk scene;
    DeliverRequest request = asked(scene, {"ebu-r128-5.1", "stems", "me-5.1", "ebu-r128-2.0"});
    request.level = LevelMode::meet;
    const auto delivery = delivered(request);
    std::optional<double> offset;
    for (const auto& file : delivery.files) {
        if (file.spec == "ebu-r128-2.0") continue;
        if (!offset) offset = file.offset.value;
        EXPECT_EQ(file.offset.value, *offset) << file.path;
    }
    EXPECT_NE(*offset, 0);
    EXPECT_NEAR(set_of(delivery, "ebu-r128-5.1").measured.integrated->value, -23, 0.02);
    EXPECT_NEAR(set_of(delivery, "ebu-r128-2.0").measured.integrated->value, -23, 0.02);
    EXPECT_LT(*delivery.null_test.files_dbfs, -115);
    EXPECT_GT(*delivery.null_test.files_dbfs, -200); // each file's dither is its own: no exact null
}

TEST(Deliver, keep_changes_no_level) {
    const SceneOnDisk scene;
    for (const auto& file : delivered(asked(scene, {"ebu-r128-5.1", "me-5.1"})).files)
        EXPECT_EQ(file.offset.value, 0);
}

TEST(Deliver, the_limiter_holds_the_ceiling_and_says_where_it_worked) {
    const SceneOnDisk scene({.music = 0.95});
    const auto delivery = delivered(asked(scene, {"ebu-r128-5.1", "stems"}));
    const auto& set = set_of(delivery, "ebu-r128-5.1");
    EXPECT_LE(set.measured.true_peak->value, -1.0);
    ASSERT_FALSE(delivery.null_test.limited.empty());
    for (const auto& range : delivery.null_test.limited) {
        EXPECT_EQ(range.file, set.set); // never a stem
        EXPECT_GT(range.reduction.value, 0);
        EXPECT_FALSE(range.at.empty());
    }
    EXPECT_LT(*delivery.null_test.buses_dbfs, -140); // before limiting
}

TEST(Deliver, a_width_the_session_does_not_have_is_refused_with_a_cure) {
    const SceneOnDisk scene;
    for (const std::string spec : {"cinema-7.1", "adm-bed-7.1"}) {
        const Error error = refused(asked(scene, {"stems", spec}));
        EXPECT_EQ(error.code, ErrorCode::unfit) << spec;
        EXPECT_NE(error.sentence.find("ebu-r128-5.1"), std::string::npos)
            << error.sentence; // what it can serve
        EXPECT_FALSE(fs::exists(scene.out()));
    }
}

TEST(Deliver, a_file_may_want_the_very_signal_that_speech_is_looked_for_in) {
    const SceneOnDisk scene;
    std::ofstream(scene.folder() / "voices.json") << R"({"id": "voices", "name": "Voices", "version": "1",
        "date": "2026-11", "source": "house", "verified": false, "leader": "none",
        "files": [{"role": "m-and-e", "layout": "5.1", "roles": ["dialogue", "adr", "narration"], "bits": 24,
                   "rate": 48000, "form": "interleaved", "order": "smpte", "mask": true, "container": "rf64",
                   "name": "{session}_VOICES"}],
        "rules": [{"id": "sound", "kind": "sound-present", "sentence": "There is sound."}]})";
    DeliverRequest request = asked(scene, {"voices", "ebu-r128-5.1"});
    request.user_spec_folder = scene.folder();
    const auto delivery = delivered(request);
    ASSERT_EQ(delivery.files.size(), 2U);
    EXPECT_TRUE(set_of(delivery, "voices").measured.integrated);
    EXPECT_TRUE(set_of(delivery, "ebu-r128-5.1").measured.speech_percent.value_or(0) > 0);
}

TEST(Deliver, a_missing_recording_plays_as_silence_and_does_not_pass) {
    const SceneOnDisk scene;
    fs::remove(scene.folder() / "MX.wav");
    test::Unwatched progress;
    const auto outcome = deliver(asked(scene, {"stems"}), progress);
    ASSERT_TRUE(outcome) << outcome.error().text();
    EXPECT_FALSE(outcome->passed());
}

TEST(Deliver, leader_and_pops_lie_where_the_segment_wants_them) {
    SceneOnDisk scene({.home = "7.1"});
    scene.save_as_reel();
    const auto delivery = delivered(asked(scene, {"cinema-7.1", "stems"}));
    const auto& file = delivery.files.front();
    EXPECT_EQ(file.time_reference.value, (3600LL - 8) * 48000);
    EXPECT_EQ(file.samples.value,
              (8 + 4) * 48000 + 47 * 2000 + 2000); // leader, action, two seconds to the end of the pop
    auto reader = wave::WaveReader::open(scene.out() / file.path);
    ASSERT_TRUE(reader);
    AudioBuffer sound(8, static_cast<int>(file.samples.value));
    ASSERT_TRUE((*reader)->read({}, sound.block()));
    for (int c = 0; c < 8; ++c) {
        const auto row = sound.block().channel(c);
        EXPECT_NEAR(row[6 * 48000 + 12], 0.1F, 1e-6); // a quarter of the first wave of 1 kHz: -20 dBFS
        EXPECT_NEAR(row[6 * 48000 + 2000 + 12], 0, 1e-6);
        EXPECT_NEAR(row[(8 + 4) * 48000 + 47 * 2000 + 12], 0.1F, 1e-6);
    }
    EXPECT_LT(*delivery.null_test.files_dbfs, -115);
}

TEST(Deliver, the_adm_file_names_every_channel) {
    const SceneOnDisk scene({.home = "7.1"});
    const auto delivery = delivered(asked(scene, {"adm-bed-7.1"}));
    auto reader = wave::WaveReader::open(scene.out() / delivery.files.front().path);
    ASSERT_TRUE(reader);
    EXPECT_EQ((*reader)->info().chna.size(), 8U);
    EXPECT_EQ((*reader)->format().layout.name(), "7.1");
    EXPECT_NE((*reader)->info().axml.find("AP_0001000f"), std::string::npos);
}

TEST(Deliver, a_finished_delivery_checks_as_it_was_judged) {
    const SceneOnDisk scene;
    DeliverRequest request = asked(scene, {"ebu-r128-5.1", "netflix-5.1"});
    request.level = LevelMode::meet;
    const auto delivery = delivered(request);
    test::Unwatched progress;
    CheckRequest check;
    check.what = scene.out();
    check.spec = "ebu-r128-5.1";
    const auto good = check_delivery(check, progress);
    ASSERT_TRUE(good) << good.error().text();
    EXPECT_TRUE(good->passed());
    ASSERT_EQ(good->files.size(), 1U);
    EXPECT_EQ(good->files.front().measured.integrated->value,
              set_of(delivery, "ebu-r128-5.1").measured.integrated->value);
    check.spec = "netflix-5.1"; // mono files put together
    fs::path one;
    for (const auto& file : delivery.files)
        if (file.spec == "netflix-5.1") one = scene.out() / file.path;
    const auto split = check_delivery(check, progress);
    ASSERT_TRUE(split && split->files.size() == 1);
    EXPECT_EQ(split->files.front().measured.layout.name(), "5.1");
    fs::remove(one);
    const auto lacking = check_delivery(check, progress);
    ASSERT_TRUE(lacking);
    EXPECT_FALSE(lacking->passed());
}

TEST(Deliver, a_clipped_stem_is_told_with_count_channel_place_and_cure) {
    SceneOnDisk scene({.music = 0.5});
    const ClipId clip = session::find_track(scene.session(), "MX 1")->clips.front()->id;
    scene.session() = *session::apply(scene.session(), session::SetClipGain{.clips = {clip}, .gain = 20});
    scene.save("loud");
    // What ten times the recording brings above full scale, by hand.
    auto reader = wave::WaveReader::open(scene.folder() / "MX.wav");
    AudioBuffer sound(2, 4 * 48000);
    ASSERT_TRUE((*reader)->read({}, sound.block()));
    std::int64_t beyond = 0;
    for (int c = 0; c < 2; ++c)
        for (const float sample : sound.block().channel(c))
            beyond += 10 * sample >= 1 || 10 * sample < -1 ? 1 : 0;
    ASSERT_GT(beyond, 1000);

    const auto delivery = delivered(asked(scene, {"stems", "ebu-r128-5.1"}));
    for (const auto& file : delivery.files)
        EXPECT_EQ(file.clipped_samples, file.stem == "MX" ? beyond : 0) << file.path;
    const auto told = std::ranges::find(delivery.diagnostics, "sound.clipped", &Diagnostic::code);
    ASSERT_NE(told, delivery.diagnostics.end());
    for (const std::string& word : {std::to_string(beyond) + " samples", std::string("(L "),
                                    std::string("01:00:00:00"), std::string("lower")})
        EXPECT_NE(told->sentence.find(word), std::string::npos) << told->sentence;
}

TEST(Deliver, a_file_says_in_its_head_what_it_is) {
    const SceneOnDisk scene;
    for (const auto& file :
         delivered(asked(scene, {"ebu-r128-2.0", "netflix-5.1", "stems", "me-5.1"})).files) {
        const auto reader = wave::WaveReader::open(scene.out() / file.path);
        const std::string& said = (*reader)->info().bext->description;
        std::string wanted = "scene, stem " + file.stem + " 5.1";
        if (file.spec == "ebu-r128-2.0") wanted = "scene, printmaster 2.0 for ebu-r128-2.0";
        if (file.spec == "me-5.1") wanted = "scene, music and effects 5.1 for me-5.1";
        if (file.spec == "netflix-5.1")
            wanted = "scene, printmaster 5.1 for netflix-5.1, channel " +
                     std::string(label(file.channels.front()));
        EXPECT_EQ(said, wanted) << file.path;
        EXPECT_EQ((*reader)->info().bext->originator, "Dubstage");
    }
}

TEST(Deliver, a_missing_recording_is_told_once) {
    const SceneOnDisk scene;
    fs::remove(scene.folder() / "MX.wav");
    int told = 0;
    for (const auto& one : delivered(asked(scene, {"ebu-r128-2.0"})).diagnostics)
        told += one.sentence.find("MX") != std::string::npos || one.where.find("MX.wav") != std::string::npos
                    ? 1
                    : 0;
    EXPECT_EQ(told, 1);
}

// The last "Key: -23.0" of ffmpeg's summary.
double summary_value(const std::string& text, const std::string& key) {
    const auto at = text.rfind(key);
    return at == std::string::npos ? NAN : std::stod(text.substr(at + key.size()));
}

TEST(Deliver, ffmpeg_measures_what_the_report_says) {
    if (!test::has_program("ffmpeg")) GTEST_SKIP() << "ffmpeg is not installed";
    const SceneOnDisk scene({.seconds = 6});
    for (const auto& file : delivered(asked(scene, {"ebu-r128-5.1", "ebu-r128-2.0", "atsc-a85-5.1"})).files) {
        const auto text =
            test::output_of("(ffmpeg -nostdin -hide_banner -i '" + (scene.out() / file.path).string() +
                            "' -filter_complex ebur128=peak=true -f null - 2>&1)");
        ASSERT_TRUE(text);
        EXPECT_NEAR(summary_value(*text, "I:"), file.measured.integrated->value, 0.1) << file.path;
        EXPECT_NEAR(summary_value(*text, "Peak:"), file.measured.true_peak->value, 0.2) << file.path;
    }
}

} // namespace
} // namespace dub::app
