#include "app/jobs/check.h"

#include <gtest/gtest.h>

#include <fstream>

#include "formats/wave/wave_writer.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"
#include "tests/support/unwatched.h"

namespace dub::app {
namespace {
namespace fs = std::filesystem;

constexpr const char* split_stems = R"({
  "id": "split-stems", "name": "Stems as mono files", "version": "1", "date": "2026-11", "source": "a contract",
  "verified": false,
  "files": [{"role": "stem", "layout": "home", "bits": 24, "rate": 48000, "form": "split-mono",
             "order": "smpte", "mask": false, "container": "rf64", "name": "{session}_{stem}_{channel}"}],
  "rules": [{"id": "sample-rate", "kind": "sample-rate", "sentence": "As asked for."}],
  "leader": "none"
})";

// Mono stems of a session whose width the spec leaves open.
class CheckSplit : public testing::Test {
  protected:
    CheckSplit() {
        fs::create_directory(folder_.path() / "specs");
        fs::create_directory(folder_.path() / "out");
        std::ofstream(folder_.path() / "specs/split-stems.json") << split_stems;
    }
    void write(const std::string& name) {
        wave::WriteOptions options;
        options.layout = Layout{Speaker::M};
        auto writer = *wave::WaveWriter::create(folder_.path() / "out" / name, options);
        const AudioBuffer sound = test::buffer_of({test::noise(1, 0.1, 48000)});
        ASSERT_TRUE(writer->write(sound.block()));
        ASSERT_TRUE(writer->finish());
    }
    MeasureOutcome checked() {
        CheckRequest request;
        request.what = folder_.path() / "out";
        request.spec = "split-stems";
        request.user_spec_folder = folder_.path() / "specs";
        test::Unwatched progress;
        auto outcome = check_delivery(request, progress);
        if (!outcome) throw std::logic_error(outcome.error().text());
        return std::move(*outcome);
    }
    test::TempFolder folder_;
};

TEST_F(CheckSplit, at_the_home_width_the_files_say_the_layout) {
    for (const char* label : {"L", "R", "C", "LFE", "Ls", "Rs"})
        write(std::string("reel_DX_") + label + ".wav");
    const auto outcome = checked();
    ASSERT_EQ(outcome.files.size(), 1U);
    EXPECT_EQ(outcome.files[0].measured.layout.name(), "5.1");
    EXPECT_TRUE(outcome.passed());
}

TEST_F(CheckSplit, at_the_home_width_speakers_that_are_no_layout_are_not_judged) {
    for (const char* label : {"L", "LFE", "Rs"})
        write(std::string("reel_DX_") + label + ".wav");
    const auto outcome = checked();
    ASSERT_EQ(outcome.files.size(), 1U);
    ASSERT_EQ(outcome.files[0].verdicts.size(), 1U);
    EXPECT_FALSE(outcome.files[0].verdicts[0].pass);
    EXPECT_TRUE(outcome.files[0].verdicts[0].sentence.starts_with("not judged"));
    EXPECT_NE(outcome.files[0].verdicts[0].sentence.find("(L LFE Rs)"), std::string::npos);
}

} // namespace
} // namespace dub::app
