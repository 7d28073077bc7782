// Stems where the printmaster meets its limiter.
#include <fstream>

#include "tests/app/delivering.h"
#include "tests/support/program.h"

namespace dub::app {
namespace {
using namespace dub::test;
namespace fs = std::filesystem;

// Printmaster and stems as 32-bit float, so that what is proved is the arithmetic, not the dither.
DeliverRequest loud(const SceneOnDisk& scene, StemLimiting limiting) {
    std::ofstream(scene.folder() / "float.json") << R"({"id": "float", "name": "Float", "version": "1",
        "date": "2026-11", "source": "house", "verified": false, "limiter_ceiling_dbtp": -6,
        "files": [{"role": "printmaster", "layout": "5.1", "bits": 32, "rate": 48000, "name": "{session}_PM"},
                  {"role": "stem", "bits": 32, "rate": 48000, "name": "{session}_{stem}"},
                  {"role": "m-and-e", "layout": "5.1", "roles": ["effects", "music"], "bits": 32, "rate": 48000,
                   "name": "{session}_ME"}],
        "rules": [{"id": "true-peak", "kind": "true-peak", "max": -5.5, "sentence": "Limited."}]})";
    DeliverRequest request = asked(scene, {"float", "archive-stems"});
    request.user_spec_folder = scene.folder();
    request.stem_limiting = limiting;
    return request;
}

const report::DeliveredFile& stem(const report::Delivery& delivery, std::string_view name,
                                  std::string_view spec = "float") {
    return file_where(delivery, [&](const auto& file) { return file.stem == name && file.spec == spec; });
}

AudioBuffer sum_of_stems(const SceneOnDisk& scene, const report::Delivery& delivery) {
    AudioBuffer sum;
    for (const auto& file : delivery.files) {
        if (file.spec != "float" || file.stem.empty()) continue;
        const AudioBuffer sound = sound_of(scene.out() / file.path);
        if (sum.channels() == 0) sum = AudioBuffer(sound.channels(), sound.samples());
        for (int c = 0; c < sound.channels(); ++c)
            for (int n = 0; n < sound.samples(); ++n)
                sum.block().data(c)[n] += sound.block().data(c)[n];
    }
    return sum;
}

const report::DeliveredFile& printmaster(const report::Delivery& delivery) {
    return file_where(delivery,
                      [](const auto& file) { return file.role == delivery::FileRole::printmaster; });
}

TEST(StemLimiting, safe_stems_sum_to_the_limited_printmaster) {
    const SceneOnDisk scene({.music = 0.95});
    const auto delivery = delivered(loud(scene, StemLimiting::safe));
    EXPECT_GT(printmaster(delivery).limited.value, 3);
    const AudioBuffer whole = sound_of(scene.out() / printmaster(delivery).path);
    const double rest = difference(sum_of_stems(scene, delivery), whole, 0, whole.samples());
    EXPECT_LT(20 * std::log10(rest), -120);
    EXPECT_LT(*delivery.null_test.files_dbfs, -120); // where the limiter worked, too
    // The archive's stems and the M&E know nothing of it.
    EXPECT_EQ(stem(delivery, "MX", "archive-stems").limited.value, 0);
    EXPECT_GT(stem(delivery, "DX").limited.value, 3); // quiet by itself: the gain is the mix's
}

TEST(StemLimiting, off_leaves_stems_alone) {
    const SceneOnDisk scene({.music = 0.95});
    const auto delivery = delivered(loud(scene, StemLimiting::off));
    for (const auto& file : delivery.files)
        EXPECT_TRUE(file.stem.empty() || file.limited.value == 0) << file.path;
    const AudioBuffer whole = sound_of(scene.out() / printmaster(delivery).path);
    EXPECT_GT(difference(sum_of_stems(scene, delivery), whole, 0, whole.samples()), 0.1);
}

TEST(StemLimiting, each_brings_every_stem_below_the_ceiling) {
    const SceneOnDisk scene({.music = 0.95});
    const auto delivery = delivered(loud(scene, StemLimiting::each));
    EXPECT_GT(stem(delivery, "MX").limited.value, 3);
    EXPECT_EQ(stem(delivery, "DX").limited.value, 0); // it stays below by itself
    for (const auto& verdict : delivery.verdicts)
        EXPECT_TRUE(verdict.spec != "float" || verdict.rule != "true-peak" || verdict.pass == true)
            << verdict.file;
    EXPECT_LE(stem(delivery, "MX").measured.true_peak->value, -5.5); // of white noise, the hardest there is
}

TEST(StemLimiting, a_limiter_to_go_by_is_needed) {
    const SceneOnDisk scene;
    DeliverRequest request = asked(scene, {"stems"});
    request.stem_limiting = StemLimiting::safe;
    const Error error = refused(request);
    EXPECT_EQ(error.code, ErrorCode::usage);
    EXPECT_NE(error.sentence.find("printmaster"), std::string::npos) << error.sentence;
}

TEST(StemLimiting, sox_finds_the_same_null) {
    if (!has_program("sox")) GTEST_SKIP() << "sox is not installed";
    const SceneOnDisk scene({.music = 0.95});
    const auto delivery = delivered(loud(scene, StemLimiting::safe));
    std::string mix = "sox -V1 -m";
    for (const auto& file : delivery.files)
        if (file.spec == "float" && !file.stem.empty())
            mix += " -v 1 '" + (scene.out() / file.path).string() + "'";
    mix += " -v -1 '" + (scene.out() / printmaster(delivery).path).string() + "' -n stat 2>&1";
    const auto text = output_of("(" + mix + ")");
    ASSERT_TRUE(text);
    const auto at = text->find("Maximum amplitude:");
    ASSERT_NE(at, std::string::npos) << *text;
    EXPECT_LT(std::stod(text->substr(at + 18)), 1e-6) << *text;
}

} // namespace
} // namespace dub::app
