// Damaged and foreign files are refused or read as far as they go; nothing crashes, hangs or asks for memory
// a file cannot fill. What is no AAF is named.
#include <gtest/gtest.h>

#include <cstdlib>

#include "formats/turnover/aaf/compound_file.h"
#include "tests/formats/turnover/aaf_round_trip.h"
#include "tests/fuzz/aaf_input.h"
#include "tests/support/mutate.h"
#include "tests/support/program.h"
#include "tests/support/riff_maker.h"
#include "tests/support/temp_folder.h"

namespace dub {
namespace {

using test::AafOutcome;

std::string good_file() {
    const test::TempFolder folder;
    const auto path = folder.path() / "good.aaf";
    test::Unwatched progress;
    EXPECT_TRUE(turnover::aaf::write(test::everything(), path, {}, progress));
    return test::file_text(path);
}

AafOutcome attempt(const std::string& text) { return test::try_aaf(std::as_bytes(std::span(text))); }

TEST(AafDamage, the_undamaged_file_is_read) { EXPECT_EQ(attempt(good_file()), AafOutcome::read); }

TEST(AafDamage, a_file_cut_off_anywhere_is_survived) {
    const std::string whole = good_file();
    for (std::size_t part = 0; part < 100; ++part)
        attempt(whole.substr(0, whole.size() * part / 100));
    EXPECT_EQ(attempt(whole.substr(0, whole.size() / 2)),
              AafOutcome::refused); // its directory lies at the end
}

TEST(AafDamage, mutations_are_survived) {
    const std::string whole = good_file();
    test::Mutator mutate(19'991);
    const int mutations = std::getenv("DUBSTAGE_FULL") ? 10'000 : 2'000;
    int refused = 0;
    for (int i = 0; i < mutations; ++i)
        refused += attempt(mutate(whole)) == AafOutcome::refused;
    EXPECT_GT(refused, mutations / 100);
    EXPECT_LT(refused, mutations);
}

// Every entry is its own neighbour and child; all chains run in circles.
TEST(AafDamage, circles_in_the_tables_end) {
    std::string circles = good_file();
    const std::size_t sectors = circles.size() / 512 - 1;
    for (std::size_t sector = 0; sector < sectors; ++sector) {
        std::string copy = circles;
        const auto self = static_cast<std::uint32_t>(sector);
        for (std::size_t at = 0; at < 512; at += 4)
            std::memcpy(copy.data() + 512 * (sector + 1) + at, &self, sizeof self);
        if (sector % 16 == 0 || sector + 40 > sectors) attempt(copy); // the tables lie at the end
    }
}

TEST(AafDamage, what_is_no_aaf_is_named) {
    const test::TempFolder folder;
    const auto sentence = [&](const std::string& content) {
        const auto file = folder.path() / "file.aaf";
        test::write_file(file, content);
        const auto read = turnover::read_turnover(file);
        return read ? std::string("read") : read.error().text();
    };
    const std::string key("\x06\x0e\x2b\x34", 4);
    EXPECT_NE(sentence(key + std::string("\x02\x05\x01\x01\x0d\x01\x02\x01\x01\x02", 10)).find("MXF"),
              std::string::npos);
    EXPECT_NE(sentence(key + std::string(100, 'x')).find("wrapped in KLV"), std::string::npos);
    const std::string bento("\xA4\x43\x4D\xA5\x48\x64\x72\xD7", 8);
    EXPECT_NE(sentence(std::string(5000, 'x') + bento + std::string(16, '\0')).find("OMF"),
              std::string::npos);

    std::string document = good_file(); // the same container with another root
    const std::size_t kind = 8;
    document.replace(kind, 16, 16, '\0');
    EXPECT_EQ(sentence(document), "read"); // the root still says AAF
    const std::string root_class("\xa5\x98\xb3\xb3\x90\x1c\xd4\x11\x80\x53\x08\x00\x36\x21\x08\x04", 16);
    document.replace(document.find(root_class), 16, 16, '\0');
    EXPECT_NE(sentence(document).find("another program"), std::string::npos);

    std::string big = good_file();
    const std::string root_stream("\x4c\x20\x02\x00\x01\x00\x22\x00", 8);
    big[big.find(root_stream)] = 'B';
    EXPECT_NE(sentence(big).find("big-endian"), std::string::npos);
}

// An independent program finds every storage and stream where we put it.
TEST(AafContainer, libgsf_reads_what_is_written) {
    if (!test::has_program("gsf")) GTEST_SKIP() << "gsf is not installed";
    const test::TempFolder folder;
    const auto path = folder.path() / "reel.aaf";
    test::Unwatched progress;
    conform::Turnover list = test::everything();
    for (int i = 0; i < 300; ++i) // so that the tables need lists of their own
        list.markers.push_back({test::hour + Rational{i}, {}, "", std::string(1000, 'm'), "", "", -1});
    for (const auto place : {turnover::aaf::EssencePlace::linked, turnover::aaf::EssencePlace::embedded}) {
        const auto media = folder.path() / "sound.wav";
        test::write_file(media, test::RiffMaker().fmt().chunk("data", std::string(3'000'000, 's')).text());
        ASSERT_TRUE(turnover::aaf::write(list, path, {place, {media}, "1", IfExists::replace}, progress));
        const auto listed = test::output_of("gsf list '" + path.string() + "'");
        ASSERT_TRUE(listed);
        EXPECT_GT(std::ranges::count(*listed, '\n'), 2000);
        const auto version =
            test::output_of("gsf cat '" + path.string() + "' 'referenced properties' | wc -c");
        EXPECT_EQ(std::atoi(version->c_str()), 59);
        if (place == turnover::aaf::EssencePlace::linked) continue;
        const auto sound = test::output_of("gsf cat '" + path.string() +
                                           "' 'Header-2/Content-3b03/EssenceData-1902{0}/Data-2702'");
        EXPECT_EQ(sound, test::file_text(media));
    }
}

} // namespace
} // namespace dub
