// Pixels and samples, rows, zones of the smart tool, rulers: the pure ground of the timeline.

#include "tests/support/dice.h"
#include "tests/support/small_session.h"
#include "ui/timeline/painting/ruler_ticks.h"
#include "ui/timeline/rows.h"
#include "ui/timeline/snapping.h"
#include "ui/timeline/zones.h"

namespace dub::test {
namespace {

using namespace ui::timeline;

TEST(Scale, a_pixel_is_found_again_at_every_zoom) {
    Dice dice(3);
    for (int i = 0; i < 20'000; ++i) {
        Scale scale;
        scale.samples_per_pixel = std::exp(dice.number(0, std::log(Scale::most)));
        scale.left = dice.whole(-1000, 100'000'000);
        const std::int64_t x = dice.whole(-100, 4000);
        ASSERT_EQ(scale.x_of(scale.at_x(x)), x) << scale.samples_per_pixel << " from " << scale.left;
        ASSERT_LT(scale.x_of(scale.at_x(x) - SampleCount{1}), x);
    }
}

TEST(Scale, a_sample_is_found_again_when_it_is_wider_than_a_pixel) {
    Dice dice(4);
    for (int i = 0; i < 20'000; ++i) {
        Scale scale;
        scale.samples_per_pixel = dice.number(Scale::least, 0.9);
        const SamplePos sample{dice.whole(0, 1'000'000'000)};
        scale.left = scale.pixel(sample) - 500;
        ASSERT_EQ(scale.at_x(scale.x_of(sample)), sample);
    }
}

TEST(Scale, zooming_keeps_what_lies_under_the_pointer) {
    Dice dice(5);
    for (int i = 0; i < 5000; ++i) {
        Scale scale;
        scale.samples_per_pixel = std::exp(dice.number(std::log(2.0), std::log(100'000.0)));
        scale.left = dice.whole(0, 10'000'000);
        const std::int64_t x = dice.whole(0, 1900);
        const Scale zoomed = scale.zoomed(dice.number(0.3, 3), x);
        const double pixels = static_cast<double>((zoomed.at_x(x) - scale.at_x(x)).value) /
                              std::max(scale.samples_per_pixel, zoomed.samples_per_pixel);
        ASSERT_LE(std::abs(pixels), 1.0);
    }
}

TEST(Scale, zooming_ends_at_a_64th_of_a_sample_and_at_a_day) {
    Scale scale;
    for (int i = 0; i < 100; ++i)
        scale = scale.zoomed(2, 500);
    EXPECT_EQ(scale.samples_per_pixel, Scale::least);
    for (int i = 0; i < 100; ++i)
        scale = scale.zoomed(0.5, 500);
    EXPECT_EQ(scale.samples_per_pixel, Scale::most);
}

TEST(Rows, open_playlists_lie_below_their_track) {
    session::Session session = small_session();
    session::Track track = *session.tracks[1];
    session::Playlist old;
    old.name = "old";
    track.alternatives = {std::make_shared<const session::Playlist>(old)};
    session.tracks[1] = std::make_shared<const session::Track>(track);
    ViewState view;
    view.open = {track.id};
    view.heights[session.tracks[0]->id] = 0;
    const Rows rows(session, view);
    const std::vector<Row> expected{{0, -1, 0, 24}, {1, -1, 24, 64}, {1, 0, 88, 40}, {2, -1, 128, 64}};
    EXPECT_TRUE(std::ranges::equal(rows.all(), expected));
    EXPECT_EQ(rows.at(100)->playlist, 0);
    EXPECT_EQ(rows.at(23)->track, 0U);
    EXPECT_EQ(rows.at(192), nullptr);
    EXPECT_EQ(rows.at(-1), nullptr);
    EXPECT_EQ(rows.between(30, 129).size(), 3U);
}

TEST(Zones, of_a_clip_are_those_of_the_smart_tool) {
    ClipBox box{100, 300, 0, 60, 0, 0, true, true, {}};
    EXPECT_EQ(zone_at(box, Tool::smart, 200, 10), Zone::range);
    EXPECT_EQ(zone_at(box, Tool::smart, 200, 30), Zone::grab);
    EXPECT_EQ(zone_at(box, Tool::smart, 103, 30), Zone::trim_start);
    EXPECT_EQ(zone_at(box, Tool::smart, 296, 30), Zone::trim_end);
    EXPECT_EQ(zone_at(box, Tool::smart, 103, 5), Zone::fade_in);
    EXPECT_EQ(zone_at(box, Tool::smart, 296, 5), Zone::fade_out);
    EXPECT_EQ(zone_at(box, Tool::smart, 103, 55), Zone::crossfade_start);
    EXPECT_EQ(zone_at(box, Tool::smart, 296, 55), Zone::crossfade_end);
    EXPECT_EQ(zone_at(box, Tool::smart, 300, 30), Zone::none);
    EXPECT_EQ(zone_at(box, Tool::smart, 99, 30), Zone::none);
    box.adjoins_before = false;
    EXPECT_EQ(zone_at(box, Tool::smart, 103, 55), Zone::trim_start) << "nothing to crossfade with";
    box.fade_in = 80;
    EXPECT_EQ(zone_at(box, Tool::smart, 181, 10), Zone::fade_in) << "the end of the fade is its handle";
    box.gain_db = 0;
    EXPECT_EQ(zone_at(box, Tool::smart, 200, static_cast<int>(gain_y(14, 46, 0))), Zone::gain);
    const ClipBox narrow{100, 108, 0, 60, 0, 0, true, true, {}};
    EXPECT_EQ(zone_at(narrow, Tool::smart, 100, 30), Zone::grab);
}

TEST(Rulers, numbers_are_round_and_do_not_touch) {
    const session::Session session = small_session();
    for (const Ruler ruler : rulers)
        for (double zoom = 1.0 / 64; zoom < 1e6; zoom *= 1.7) {
            Scale scale;
            scale.samples_per_pixel = zoom;
            scale.left = scale.pixel(from_start(48000 * 100));
            std::int64_t last = -1000;
            int numbers = 0;
            for (const Tick& tick : ticks_of(ruler, session, scale, 1900)) {
                ASSERT_LE(tick.x, 1900);
                if (tick.text.empty() || tick.x < 0) continue;
                ++numbers;
                ASSERT_GE(tick.x - last, 90) << name_of(ruler) << " at " << zoom << ": " << tick.text;
                last = tick.x;
            }
            ASSERT_GE(numbers, 1) << name_of(ruler) << " at " << zoom;
        }
}

TEST(Rulers, drop_frame_seconds_carry_the_labels_that_exist) {
    session::Session session = small_session();
    session::Info info = *session.info;
    info.timecode = *timecode_format("29.97df");
    info.start = *parse_timecode("01:00:00;00", info.timecode);
    session.info = std::make_shared<const session::Info>(info);
    Scale scale;
    scale.samples_per_pixel = 48000.0 * 60 / 200; // a minute is 200 pixels
    scale.left = scale.pixel(session::sample_of(session, info.start));
    std::vector<std::string> texts;
    for (const Tick& tick : ticks_of(Ruler::timecode, session, scale, 900))
        if (!tick.text.empty() && tick.x >= 0) texts.push_back(tick.text);
    EXPECT_EQ(texts, (std::vector<std::string>{"01:00:00;00", "01:01:00;02", "01:02:00;02", "01:03:00;02",
                                               "01:04:00;02"}));
}

TEST(Snapping, frames_do_not_drift_at_fractional_rates) {
    session::Session session = small_session();
    session::Info info = *session.info;
    info.timecode = *timecode_format("29.97");
    session.info = std::make_shared<const session::Info>(info);
    SamplePos at = session::sample_of(session, FramePos{107892});
    const SamplePos start = at;
    for (int i = 0; i < 1001; ++i)
        at += nudged(session, {.name = "1 frame", .frames = 1}, at, 1);
    EXPECT_EQ(at, session::sample_of(session, FramePos{107892 + 1001}));
    for (int i = 0; i < 1001; ++i)
        at += nudged(session, {.name = "1 frame", .frames = 1}, at, -1);
    EXPECT_EQ(at, start);
}

TEST(Snapping, the_grid_is_frames_and_relative_keeps_the_rest) {
    const session::Session session = small_session(); // 24 fps: 2000 samples a frame
    EXPECT_EQ(snapped(session, EditMode::grid, from_start(2999)), from_start(2000));
    EXPECT_EQ(snapped(session, EditMode::grid, from_start(3001)), from_start(4000));
    EXPECT_EQ(snapped(session, EditMode::slip, from_start(2999)), from_start(2999));
    EXPECT_EQ(snapped(session, EditMode::grid, from_start(700), SampleCount{2500}).value, 3300);
    EXPECT_EQ(snapped(session, EditMode::grid_relative, from_start(700), SampleCount{2500}).value, 2000);
}

} // namespace
} // namespace dub::test
