// Reels and the long-play they join to.
#include <fstream>

#include "app/jobs/deliver_programme.h"
#include "tests/app/reels_on_disk.h"

namespace dub::app {
namespace {
using namespace dub::test;

const report::DeliveredFile& of_segment(const report::Delivery& delivery, std::string_view spec,
                                        std::string_view segment) {
    return file_where(delivery,
                      [&](const auto& file) { return file.spec == spec && file.segment == segment; });
}

// The actions of the reels of one spec, joined.
std::vector<float> joined(ReelsOnDisk& film, const report::Delivery& delivery, std::string_view spec, int c) {
    std::vector<float> all;
    for (const std::string segment : {"R1", "R2", "R3"}) {
        const auto& file = of_segment(delivery, spec, segment);
        const AudioBuffer sound = sound_of(film.scene().out() / file.path);
        const auto row = sound.block().channel(c);
        all.insert(all.end(), row.begin() + file.programme.start.value,
                   row.begin() + file.programme.end.value);
    }
    return all;
}

struct Join {
    double music;
    LevelMode level;
    bool touching;
};

class Joins : public testing::TestWithParam<Join> {};

TEST_P(Joins, pieces_from_ffoa_to_lfoa_are_the_long_play_bit_for_bit) {
    const auto [music, level, touching] = GetParam();
    ReelsOnDisk film({.music = music, .touching = touching});
    DeliverRequest request = asked(film.scene(), {"ebu-r128-5.1"});
    request.segments = {"all", "longplay"};
    request.level = level;
    const auto delivery = delivered(request);
    EXPECT_EQ(delivery.media_passes, 1);
    const auto& whole = of_segment(delivery, "ebu-r128-5.1", "");
    EXPECT_EQ(whole.samples.value, (60 + 72 + 50) * 2002); // the hours between are not in it
    const AudioBuffer sound = sound_of(film.scene().out() / whole.path);
    double peak = 0;
    for (int c = 0; c < 6; ++c) {
        const std::vector<float> pieces = joined(film, delivery, "ebu-r128-5.1", c);
        const auto row = sound.block().channel(c);
        ASSERT_EQ(pieces.size(), row.size());
        EXPECT_TRUE(std::equal(pieces.begin(), pieces.end(), row.begin())) << c;
        for (const float sample : row)
            peak = std::max(peak, std::abs(static_cast<double>(sample)));
    }
    EXPECT_GT(peak, 0.01);
    if (music > 0.5) {
        EXPECT_GT(whole.limited.value, 0);
    }
}
INSTANTIATE_TEST_SUITE_P(All, Joins,
                         testing::Values(Join{0.05, LevelMode::keep, false},
                                         Join{0.05, LevelMode::meet, false},
                                         Join{0.95, LevelMode::keep, false},
                                         Join{0.95, LevelMode::keep, true},
                                         Join{0.05, LevelMode::meet, true}));

TEST(DeliverSegments, reels_that_touch_sound_on_as_if_there_were_no_cut) {
    ReelsOnDisk cut({.touching = true}), whole({.frames = {182}, .touching = true});
    DeliverRequest request = asked(cut.scene(), {"ebu-r128-2.0"});
    const auto three = delivered(request);
    const auto one = delivered(asked(whole.scene(), {"ebu-r128-2.0"}));
    EXPECT_EQ(three.files.front().sha256.size(), 64U);
    const AudioBuffer a = sound_of(cut.scene().out() / three.files.front().path);
    const AudioBuffer b = sound_of(whole.scene().out() / one.files.front().path);
    ASSERT_EQ(a.samples(), b.samples());
    EXPECT_EQ(difference(a, b, 0, a.samples()), 0);
}

TEST(DeliverSegments, a_spec_of_reels_makes_a_file_for_each_with_leader_and_pops) {
    ReelsOnDisk film({.fps = "24", .home = "7.1"});
    const auto delivery = delivered(asked(film.scene(), {"cinema-7.1", "stems"}));
    for (std::size_t i = 0; i < 3; ++i) {
        const auto& file = of_segment(delivery, "cinema-7.1", film.reel(i).name);
        const int lead = 192 * 2000, action = static_cast<int>(film.action_samples(i).value);
        EXPECT_EQ(file.samples.value, lead + action + 48 * 2000);
        EXPECT_EQ(file.time_reference.value, (static_cast<std::int64_t>(i) + 1) * 3600 * 48000 - lead);
        const AudioBuffer sound = sound_of(film.scene().out() / file.path);
        for (int c = 0; c < 8; ++c) {
            const auto row = sound.block().channel(c);
            const int head = 144 * 2000, tail = lead + action + 47 * 2000;
            for (int n = 0; n < sound.samples(); ++n) {
                if (n >= lead && n < lead + action) continue;
                double expected = 0; // digital black
                for (const int pop : {head, tail})
                    if (n >= pop && n < pop + 2000)
                        expected = 0.1 * std::sin(2 * 3.14159265358979 * (n - pop) / 48);
                ASSERT_NEAR(row[n], expected, expected == 0 ? 0 : 1e-6) << n;
            }
        }
    }
    // Stems go out as one long-play, and sum to the reels.
    EXPECT_EQ(file_where(delivery, [](const auto& file) { return file.spec == "stems"; }).segment, "");
    EXPECT_LT(*delivery.null_test.files_dbfs, -115);
}

TEST(DeliverSegments, one_reel_alone_is_the_reel_of_all_of_them) {
    ReelsOnDisk film({.music = 0.95});
    DeliverRequest request = asked(film.scene(), {"ebu-r128-5.1"});
    request.segments = {"all"};
    const auto all = delivered(request);
    request.segments = {"R2"};
    request.if_exists = IfExists::replace;
    const AudioBuffer before = sound_of(film.scene().out() / of_segment(all, "ebu-r128-5.1", "R2").path);
    const auto alone = delivered(request);
    ASSERT_EQ(alone.files.size(), 1U);
    const AudioBuffer after = sound_of(film.scene().out() / alone.files.front().path);
    ASSERT_EQ(after.samples(), before.samples());
    EXPECT_EQ(difference(after, before, 0, after.samples()), 0);
}

TEST(DeliverSegments, loudness_is_judged_over_all_of_them_together) {
    ReelsOnDisk film;
    DeliverRequest request = asked(film.scene(), {"ebu-r128-5.1"});
    request.level = LevelMode::meet;
    request.segments = {"all"};
    const auto delivery = delivered(request);
    int judged = 0;
    for (const auto& verdict : delivery.verdicts) {
        if (verdict.rule != "programme-loudness") continue;
        const bool together = verdict.file.find('*') != std::string::npos;
        EXPECT_EQ(verdict.pass.has_value(), together) << verdict.file;
        if (!together) continue;
        ++judged;
        EXPECT_TRUE(*verdict.pass);
        EXPECT_NEAR(*verdict.value, -23, 0.05);
    }
    EXPECT_EQ(judged, 1);
}

TEST(DeliverSegments, an_unknown_segment_lists_those_there_are) {
    ReelsOnDisk film;
    DeliverRequest request = asked(film.scene(), {"ebu-r128-5.1"});
    request.segments = {"R7"};
    const Error error = refused(request);
    EXPECT_EQ(error.code, ErrorCode::usage);
    EXPECT_NE(error.sentence.find("R1, R2, R3"), std::string::npos) << error.sentence;
    const SceneOnDisk plain;
    request = asked(plain, {"ebu-r128-5.1"});
    request.segments = {"all"};
    EXPECT_EQ(refused(request).code, ErrorCode::usage);
}

TEST(DeliverSegments, a_file_is_stamped_where_its_segment_says) {
    ReelsOnDisk film({.fps = "24", .home = "7.1"});
    auto reels = *film.scene().session().segments;
    reels[1].ffoa_timecode = FramePos{24 * 3600 * 5};
    film.scene().session().segments = std::make_shared<const std::vector<session::Segment>>(reels);
    film.scene().save("film");
    const auto delivery = delivered(asked(film.scene(), {"cinema-7.1"}));
    EXPECT_EQ(of_segment(delivery, "cinema-7.1", "R2").time_reference.value, (5LL * 3600 - 8) * 48000);
    EXPECT_EQ(report::reel_words(delivery.reels[1]).ffoa, "05:00:00:00");
}

TEST(DeliverSegments, the_reel_sheet_lies_beside_and_says_lfoa_inclusive) {
    ReelsOnDisk film({.fps = "24"});
    const auto delivery = delivered(asked(film.scene(), {"ebu-r128-2.0"}));
    ASSERT_EQ(delivery.reports.back(), "film-reels.csv");
    std::ifstream in(film.scene().out() / "film-reels.csv");
    std::string heading, first;
    std::getline(in, heading);
    std::getline(in, first);
    EXPECT_NE(heading.find("lfoa_inclusive"), std::string::npos);
    EXPECT_EQ(first,
              "R1,reel,24,00:59:58:00,01:00:00:00,01:00:02:11,01:00:04:11,00:00:02:12,60,9+00,12+00,15+11,"
              "18+11,3+12\r");
}

} // namespace
} // namespace dub::app
