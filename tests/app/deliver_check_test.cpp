// What was delivered, judged and measured again from its files alone.

#include <fstream>

#include <gtest/gtest.h>

#include "app/jobs/check.h"
#include "app/jobs/deliver.h"
#include "formats/wave/wave_reader.h"
#include "tests/app/scene_on_disk.h"
#include "tests/support/unwatched.h"

namespace dub::app {
namespace {
namespace fs = std::filesystem;
using test::SceneOnDisk;

template <class T> T must(Result<T> result) {
    if (!result) throw std::logic_error(result.error().text());
    return std::move(*result);
}

report::Delivery delivered_of(const SceneOnDisk& scene, std::vector<std::string> specs, LevelMode level) {
    DeliverRequest request;
    request.sessions = {scene.file()};
    request.specs = std::move(specs);
    request.out = scene.out();
    request.level = level;
    test::Unwatched progress;
    return std::move(must(deliver(request, progress)).deliveries.front());
}

Result<MeasureOutcome> checked(const fs::path& what, const std::string& spec) {
    CheckRequest request;
    request.what = what;
    request.spec = spec;
    test::Unwatched progress;
    return check_delivery(request, progress);
}

fs::path file_of(const SceneOnDisk& scene, const report::Delivery& delivery, std::string_view spec,
                 std::string_view stem = "") {
    for (const auto& file : delivery.files)
        if (file.spec == spec && file.stem == stem) return scene.out() / file.path;
    throw std::logic_error("no such file");
}

const measure::Measurement& measured(const report::Delivery& delivery, std::string_view spec) {
    for (const auto& set : delivery.sets)
        if (set.spec == spec) return set.measured;
    throw std::logic_error("no such set");
}

const delivery::Verdict& verdict(const MeasureOutcome& outcome, std::string_view rule) {
    for (const auto& file : outcome.files)
        for (const auto& one : file.verdicts)
            if (one.rule == rule) return one;
    throw std::logic_error("no such rule");
}

bool has(const Diagnostics& diagnostics, std::string_view code) {
    return std::ranges::find(diagnostics, code, &Diagnostic::code) != diagnostics.end();
}

// Speech that falls into silence: how much of it counts depends on the level it is heard at.
constexpr test::SceneOptions falling{.seconds = 20, .music = 0.02, .gap = 0.3, .fall_db = 3};

TEST(DeliverDialogue, an_offset_does_not_part_the_report_from_the_delivered_stem) {
    const SceneOnDisk scene(falling);
    const auto kept = delivered_of(scene, {"ebu-r128-5.1", "stems"}, LevelMode::keep);
    fs::remove_all(scene.out());
    const auto met = delivered_of(scene, {"ebu-r128-5.1", "stems"}, LevelMode::meet);
    // Else the test would say nothing: the offset decides what is heard as speech.
    ASSERT_GT(std::abs(measured(met, "ebu-r128-5.1").speech_percent.value() -
                       measured(kept, "ebu-r128-5.1").speech_percent.value()),
              1);
    MeasureRequest request;
    request.files = {file_of(scene, met, "ebu-r128-5.1")};
    request.dialogue = file_of(scene, met, "stems", "DX");
    test::Unwatched progress;
    const auto again = must(measure_files(request, progress));
    ASSERT_EQ(again.files[0].measured.dialogue_method, measure::DialogueMethod::stem_assisted);
    EXPECT_NEAR(again.files[0].measured.dialogue->value, measured(met, "ebu-r128-5.1").dialogue->value, 0.02);
}

TEST(DeliverDialogue, the_dialogue_meets_its_target_as_the_delivered_stem_tells_it) {
    const SceneOnDisk scene(falling);
    const auto met = delivered_of(scene, {"netflix-2.0", "ebu-r128-5.1", "stems"}, LevelMode::meet);
    EXPECT_NEAR(measured(met, "netflix-2.0").dialogue->value, -27, 0.02);
    const auto again = must(checked(scene.out(), "netflix-2.0"));
    EXPECT_NEAR(again.files[0].measured.dialogue->value, -27, 0.02);
}

TEST(DeliverDialogue, alone_it_meets_its_target_too) {
    const SceneOnDisk scene(falling);
    const auto met = delivered_of(scene, {"netflix-2.0"}, LevelMode::meet);
    EXPECT_NEAR(measured(met, "netflix-2.0").dialogue->value, -27, 0.02);
}

TEST(CheckDialogue, the_stem_beside_is_found_and_the_dialogue_judged) {
    const SceneOnDisk scene;
    const auto delivery = delivered_of(scene, {"netflix-2.0", "stems"}, LevelMode::meet);
    for (const fs::path& what :
         {scene.out(), scene.out() / "netflix-2.0", file_of(scene, delivery, "netflix-2.0")}) {
        const auto outcome = must(checked(what, "netflix-2.0"));
        EXPECT_EQ(verdict(outcome, "dialogue-loudness").pass, true) << what;
        EXPECT_NEAR(outcome.files[0].measured.dialogue->value,
                    measured(delivery, "netflix-2.0").dialogue->value, 0.02);
        EXPECT_TRUE(has(outcome.diagnostics, "check.dialogue-stem"));
    }
}

TEST(CheckDialogue, a_renamed_stem_still_says_what_it_is) {
    const SceneOnDisk scene;
    const auto delivery = delivered_of(scene, {"netflix-2.0", "stems"}, LevelMode::keep);
    const fs::path renamed = scene.out() / "stems/voices of the reel.wav";
    fs::rename(file_of(scene, delivery, "stems", "DX"), renamed);
    const auto outcome = must(checked(scene.out(), "netflix-2.0"));
    EXPECT_TRUE(verdict(outcome, "dialogue-loudness").pass.has_value());
    EXPECT_EQ(outcome.files[0].measured.dialogue->value, measured(delivery, "netflix-2.0").dialogue->value);
}

TEST(CheckDialogue, without_a_stem_the_headline_says_what_was_not_judged_and_the_row_what_to_give) {
    const SceneOnDisk scene;
    (void)delivered_of(scene, {"netflix-2.0"}, LevelMode::meet);
    const auto outcome = must(checked(scene.out(), "netflix-2.0"));
    EXPECT_FALSE(verdict(outcome, "dialogue-loudness").pass.has_value());
    EXPECT_NE(verdict(outcome, "dialogue-loudness").sentence.find("--dialogue"), std::string::npos);
    EXPECT_NE(verdict(outcome, "length").sentence.find("--picture"), std::string::npos);
    const std::string table = report::measurement_table(outcome.files);
    EXPECT_NE(table.find("pass, 2 not judged"), std::string::npos) << table;
}

TEST(CheckFolder, no_file_of_the_spec_is_told_with_what_was_found) {
    const SceneOnDisk scene;
    (void)delivered_of(scene, {"me-5.1", "ebu-r128-5.1"}, LevelMode::keep);
    const auto outcome = checked(scene.out(), "atsc-a85-5.1");
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::unfit);
    for (const char* word : {"atsc-a85-5.1", "PM_A85", "m-and-e of me-5.1", "printmaster of ebu-r128-5.1"})
        EXPECT_NE(outcome.error().sentence.find(word), std::string::npos) << outcome.error().sentence;
}

TEST(CheckFolder, an_m_and_e_of_another_naming_is_no_programme_and_a_plain_name_is) {
    const SceneOnDisk scene;
    const auto delivery = delivered_of(scene, {"me-5.1"}, LevelMode::keep);
    const fs::path folder = scene.folder() / "theirs";
    fs::create_directory(folder);
    fs::copy_file(file_of(scene, delivery, "me-5.1"), folder / "Reel 1 M&E.wav");
    EXPECT_FALSE(checked(folder, "ebu-r128-5.1"));
    fs::rename(folder / "Reel 1 M&E.wav", folder / "Reel 1.wav");
    const auto outcome = must(checked(folder, "ebu-r128-5.1"));
    ASSERT_EQ(outcome.files.size(), 1U);
    EXPECT_EQ(outcome.files[0].file, "Reel 1.wav");
}

class CheckPops : public testing::Test {
  protected:
    CheckPops()
        : scene_({.home = "7.1"}) {
        scene_.save_as_reel();
    }
    SceneOnDisk scene_;
};

TEST_F(CheckPops, lie_outside_what_is_measured_as_when_they_were_stamped_in) {
    const auto delivery = delivered_of(scene_, {"cinema-7.1"}, LevelMode::keep);
    const auto outcome = must(checked(scene_.out(), "cinema-7.1"));
    const auto& was = measured(delivery, "cinema-7.1");
    EXPECT_EQ(outcome.files[0].measured.integrated->value, was.integrated->value);
    EXPECT_EQ(outcome.files[0].measured.true_peak->value, was.true_peak->value);
    EXPECT_EQ(outcome.files[0].measured.range->value, was.range->value);
    EXPECT_FALSE(has(outcome.diagnostics, "check.pops"));
}

TEST_F(CheckPops, are_told_where_nothing_says_where_they_lie) {
    const auto delivery = delivered_of(scene_, {"cinema-7.1"}, LevelMode::keep);
    fs::remove(scene_.out() / "reel_delivery.json");
    const auto outcome = must(checked(scene_.out(), "cinema-7.1"));
    EXPECT_TRUE(has(outcome.diagnostics, "check.pops"));
    EXPECT_NE(outcome.files[0].measured.integrated->value,
              measured(delivery, "cinema-7.1").integrated->value);
}

} // namespace
} // namespace dub::app
