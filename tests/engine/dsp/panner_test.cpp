#include "engine/dsp/panner.h"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <numbers>
#include <vector>

#include "tests/reference/slow_panner.h"

namespace dub::dsp {
namespace {

constexpr std::array every_layout{"2.0", "3.0", "5.1", "7.1", "7.1.2", "7.1.4"};

std::vector<float> gains_at(const Panner& panner, const PanPosition& position) {
    std::vector<float> gains(static_cast<std::size_t>(panner.layout().channels()));
    panner.gains(position, gains);
    return gains;
}

double power(const std::vector<float>& gains) {
    double sum = 0;
    for (const float g : gains)
        sum += double{g} * g;
    return sum;
}

// Gains of the EBU ADM Renderer (ITU-R BS.2127) for objects with cartesian coordinates.
struct Fact {
    const char* layout;
    PanPosition position; // x y z divergence centre range
    std::vector<double> gains;
};
// clang-format off
const std::array renderer_facts{
    Fact{"2.0", {0.25F, 1, 0, 0, 100, 1}, {0.55557, 0.83147}},
    Fact{"2.0", {-1, 0, 0, 0, 100, 1}, {1, 0}},
    Fact{"2.0", {0.6F, -0.4F, 0, 0, 100, 1}, {0.309017, 0.951057}},
    Fact{"2.0", {0, -1, 0, 0, 100, 1}, {0.707107, 0.707107}},
    Fact{"2.0", {-0.2F, 0.5F, 0.4F, 0, 100, 1}, {0.809017, 0.587785}},
    Fact{"2.0", {0, 1, 0, 0.7F, 100, 0.3F}, {0.707107, 0.707107}},
    Fact{"5.1", {0.25F, 1, 0, 0, 100, 1}, {0, 0.382683, 0.92388, 0, 0, 0}},
    Fact{"5.1", {-1, 0, 0, 0, 100, 1}, {0.707107, 0, 0, 0, 0.707107, 0}},
    Fact{"5.1", {0.6F, -0.4F, 0, 0, 100, 1}, {0, 0.367286, 0.266849, 0, 0.275336, 0.847398}},
    Fact{"5.1", {0, -1, 0, 0, 100, 1}, {0, 0, 0, 0, 0.707107, 0.707107}},
    Fact{"5.1", {-0.2F, 0.5F, 0.4F, 0, 100, 1}, {0.285494, 0, 0.878662, 0, 0.309597, 0.224936}},
    Fact{"5.1", {0, 1, 0, 0.7F, 100, 0.3F}, {0.291321, 0.291321, 0.911189, 0, 0, 0}},
    Fact{"7.1", {0.25F, 1, 0, 0, 100, 1}, {0, 0.382683, 0.92388, 0, 0, 0, 0, 0}},
    Fact{"7.1", {-1, 0, 0, 0, 100, 1}, {0, 0, 0, 0, 1, 0, 0, 0}},
    Fact{"7.1", {0.6F, -0.4F, 0, 0, 100, 1}, {0, 0, 0, 0, 0.25, 0.769421, 0.181636, 0.559017}},
    Fact{"7.1", {0, -1, 0, 0, 100, 1}, {0, 0, 0, 0, 0, 0, 0.707107, 0.707107}},
    Fact{"7.1", {-0.2F, 0.5F, 0.4F, 0, 100, 1}, {0.218508, 0, 0.672499, 0, 0.572061, 0.415627, 0, 0}},
    Fact{"7.1", {0, 1, 0, 0.7F, 100, 0.3F}, {0.291321, 0.291321, 0.911189, 0, 0, 0, 0, 0}},
    Fact{"7.1.4", {0.25F, 1, 0, 0, 100, 1}, {0, 0.382683, 0.92388, 0, 0, 0, 0, 0, 0, 0, 0, 0}},
    Fact{"7.1.4", {-1, 0, 0, 0, 100, 1}, {0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0}},
    Fact{"7.1.4", {0.6F, -0.4F, 0, 0, 100, 1}, {0, 0, 0, 0, 0.25, 0.769421, 0.181636, 0.559017, 0, 0, 0, 0}},
    Fact{"7.1.4", {0, -1, 0, 0, 100, 1}, {0, 0, 0, 0, 0, 0, 0.707107, 0.707107, 0, 0, 0, 0}},
    Fact{"7.1.4", {-0.2F, 0.5F, 0.4F, 0, 100, 1}, {0.176777, 0, 0.544063, 0, 0.462807, 0.336249, 0, 0, 0.439331, 0.319193, 0.181977, 0.132214}},
    Fact{"7.1.4", {0, 1, 0, 0.7F, 100, 0.3F}, {0.291321, 0.291321, 0.911189, 0, 0, 0, 0, 0, 0, 0, 0, 0}},
};
// clang-format on

TEST(Panner, a_static_position_gets_the_gains_of_the_object_renderer) {
    for (const Fact& fact : renderer_facts) {
        const Panner panner(*layout_named(fact.layout));
        const auto gains = gains_at(panner, fact.position);
        ASSERT_EQ(gains.size(), fact.gains.size());
        for (std::size_t c = 0; c < gains.size(); ++c)
            EXPECT_NEAR(gains[c], fact.gains[c], 1e-5) << fact.layout << " channel " << c;
    }
}

TEST(Panner, power_is_equal_all_over_the_room) {
    for (const char* name : every_layout) {
        const Panner panner(*layout_named(name));
        for (const float divergence : {0.0F, 0.4F})
            for (const float centre : {100.0F, 30.0F})
                for (int ix = 0; ix <= 100; ++ix)
                    for (int iy = 0; iy <= 100; ++iy) {
                        const PanPosition at{.x = static_cast<float>(ix) / 50 - 1,
                                             .y = static_cast<float>(iy) / 50 - 1,
                                             .z = static_cast<float>(ix % 7) / 6,
                                             .divergence = divergence,
                                             .centre_percent = centre};
                        ASSERT_NEAR(10 * std::log10(power(gains_at(panner, at))), 0, 0.01)
                            << name << ' ' << at.x << ' ' << at.y;
                    }
    }
}

// 0.1 dB re unity: no gain changes by more than 10^(0.1/20) - 1 for 0.001 of movement along any axis.
TEST(Panner, a_small_movement_is_a_small_step) {
    constexpr double most = 0.0116;
    for (const char* name : every_layout) {
        const Panner panner(*layout_named(name));
        for (const float across : {-0.7F, 0.0F, 0.35F, 1.0F})
            for (const float centre : {100.0F, 0.0F})
                for (int axis = 0; axis < 3; ++axis) {
                    std::vector<float> before;
                    for (int i = -1000; i <= 1000; ++i) {
                        PanPosition at{.x = across,
                                       .y = across,
                                       .z = 0.3F,
                                       .divergence = 0.2F,
                                       .centre_percent = centre};
                        (axis == 0 ? at.x : axis == 1 ? at.y : at.z) = static_cast<float>(i) / 1000;
                        const auto now = gains_at(panner, at);
                        for (std::size_t c = 0; c < before.size(); ++c)
                            ASSERT_LE(std::abs(double{now[c]} - before[c]), most)
                                << name << " axis " << axis << " at " << i;
                        before = now;
                    }
                }
    }
}

TEST(Panner, at_a_speaker_no_other_one_sounds) {
    for (const char* name : every_layout) {
        const Layout layout = *layout_named(name);
        const Panner panner(layout);
        for (const Speaker speaker : layout.speakers()) {
            const auto place = layout.position(speaker);
            if (!place) continue;
            const auto gains = gains_at(panner, {.x = static_cast<float>(place->x),
                                                 .y = static_cast<float>(place->y),
                                                 .z = static_cast<float>(place->z)});
            for (int c = 0; c < layout.channels(); ++c)
                EXPECT_NEAR(gains[static_cast<std::size_t>(c)], layout[c] == speaker ? 1 : 0, 1e-6)
                    << name << ' ' << label(speaker);
        }
    }
}

TEST(Panner, at_centre_percentage_zero_the_centre_is_a_phantom) {
    for (const char* name : {"3.0", "5.1", "7.1", "7.1.2", "7.1.4"}) {
        const auto gains = gains_at(Panner(*layout_named(name)), {.x = 0, .y = 1, .centre_percent = 0});
        EXPECT_EQ(gains[0], gains[1]) << name;
        EXPECT_NEAR(20 * std::log10(gains[0]), -3.0103, 1e-4) << name;
        for (std::size_t c = 2; c < gains.size(); ++c)
            EXPECT_EQ(gains[c], 0) << name << ' ' << c;
    }
    const auto half = gains_at(Panner(*layout_named("5.1")), {.x = 0, .y = 1, .centre_percent = 50});
    EXPECT_NEAR(half[2] * half[2], 0.5, 1e-6);
    EXPECT_NEAR(half[0] * half[0], 0.25, 1e-6);
}

TEST(Panner, full_divergence_leaves_only_the_side_images) {
    const auto gains = gains_at(Panner(*layout_named("7.1")), {.x = 0, .y = 1, .divergence = 1});
    EXPECT_NEAR(gains[0], std::numbers::sqrt2 / 2, 1e-6);
    EXPECT_NEAR(gains[1], std::numbers::sqrt2 / 2, 1e-6);
    EXPECT_EQ(gains[2], 0);
}

// Divergences of front, rear and front to rear, all over the room.
template <class Check> void with_divergences(const Check& check) {
    for (const char* name : every_layout) {
        const Panner panner(*layout_named(name));
        for (int i = 0; i < 400; ++i) {
            const auto wave = [i](double speed) { return std::sin(i * speed); };
            const auto percent = [&](double speed) {
                return static_cast<float>(std::clamp(60 + 80 * wave(speed), 0.0, 100.0));
            };
            check(panner, PanPosition{.x = static_cast<float>(1.1 * wave(1.3)),
                                      .y = static_cast<float>(1.1 * wave(0.7)),
                                      .z = static_cast<float>(0.5 + 0.5 * wave(2.9)),
                                      .centre_percent = percent(1.9),
                                      .front_divergence = percent(3.1),
                                      .rear_divergence = percent(4.3),
                                      .front_rear_divergence = percent(5.9)});
        }
    }
}

TEST(Panner, divergences_are_those_of_the_slow_panner) {
    with_divergences([](const Panner& panner, const PanPosition& at) {
        const auto gains = gains_at(panner, at);
        const auto slow = test::slow_point(panner.layout(), {.x = at.x,
                                                             .y = at.y,
                                                             .z = at.z,
                                                             .centre = at.centre_percent,
                                                             .front = at.front_divergence,
                                                             .rear = at.rear_divergence,
                                                             .front_rear = at.front_rear_divergence});
        for (std::size_t c = 0; c < gains.size(); ++c)
            ASSERT_NEAR(gains[c], slow[c], 2e-6) << panner.layout().name() << ' ' << c;
        ASSERT_NEAR(10 * std::log10(power(gains)), 0, 0.001);
    });
}

TEST(Panner, at_full_divergence_a_row_plays_alike_and_so_do_front_and_rear) {
    const Panner panner(*layout_named("7.1")); // L R C LFE Lss Rss Lrs Rrs
    const float third = std::sqrt(1 / 3.0F), quarter = 0.5F, half = std::sqrt(0.5F);
    const auto expect = [&](const PanPosition& at, const std::array<float, 8>& expected) {
        const auto gains = gains_at(panner, at);
        for (std::size_t c = 0; c < expected.size(); ++c)
            EXPECT_NEAR(gains[c], expected[c], 1e-6) << c;
    };
    expect({.x = -1, .front_divergence = 100}, {third, third, third, 0, 0, 0, 0, 0});
    expect({.x = -1, .rear_divergence = 100}, {1, 0, 0, 0, 0, 0, 0, 0});
    expect({.x = 1, .y = -1, .rear_divergence = 100}, {0, 0, 0, 0, quarter, quarter, quarter, quarter});
    expect({.x = -1, .front_rear_divergence = 100}, {half, 0, 0, 0, 0, 0, half, 0});
    expect({.x = -1, .y = 0, .front_rear_divergence = 100}, {0, 0, 0, 0, 1, 0, 0, 0});
    expect({.x = 0, .centre_percent = 0, .front_divergence = 100}, {half, half, 0, 0, 0, 0, 0, 0});
}

// The largest change of any gain for a thousandth of the room's half width, along one line.
double steepest(const Panner& panner, double place, bool across) {
    double most = 0;
    std::vector<float> before;
    for (int i = -1000; i <= 1000; ++i) {
        const auto moving = static_cast<float>(i) / 1000, still = static_cast<float>(place);
        const auto now = gains_at(panner, {.x = across ? moving : still, .y = across ? still : moving});
        for (std::size_t c = 0; c < before.size(); ++c)
            most = std::max(most, std::abs(double{now[c]} - before[c]));
        before = now;
    }
    return most;
}

TEST(Panner, through_the_middle_it_moves_no_less_smoothly_than_along_the_walls) {
    for (const char* name : {"5.1", "7.1", "7.1.4"}) {
        const Panner panner(*layout_named(name));
        for (const bool across : {true, false}) {
            const double walls = std::max(steepest(panner, -1, across), steepest(panner, 1, across));
            double middle = 0;
            for (const double place : {-0.6, -0.3, 0.0, 0.25, 0.5, 0.75})
                middle = std::max(middle, steepest(panner, place, across));
            RecordProperty(std::string(name) + (across ? " across, " : " along, ") + "walls",
                           std::to_string(walls));
            RecordProperty(std::string(name) + (across ? " across, " : " along, ") + "middle",
                           std::to_string(middle));
            EXPECT_LE(middle, walls + 1e-6) << name << (across ? " across" : " along");
            EXPECT_LE(walls, 0.0016) << name; // a quarter turn for a neighbour: pi / 2 for one half width
        }
    }
}

TEST(Panner, mono_takes_everything_and_nothing_reaches_the_lfe) {
    EXPECT_EQ(gains_at(Panner(*layout_named("mono")), {.x = -0.3F, .y = 0.1F, .z = 1}),
              std::vector<float>{1});
    for (int i = 0; i <= 20; ++i) {
        const float x = static_cast<float>(i) / 10 - 1;
        EXPECT_EQ(gains_at(Panner(*layout_named("7.1")), {.x = x, .y = -x, .divergence = 0.5F})[3], 0);
    }
}

TEST(Panner, outside_the_room_is_at_its_wall) {
    const Panner panner(*layout_named("7.1"));
    EXPECT_EQ(gains_at(panner, {.x = 3, .y = 1.5F, .z = -2}), gains_at(panner, {.x = 1, .y = 1, .z = 0}));
}

TEST(Panner, a_run_gives_the_bits_of_its_single_positions) {
    const Panner panner(*layout_named("7.1.4"));
    constexpr int count = 150;
    std::vector<float> x, y, z, divergence, centre, leak;
    for (int i = 0; i < count; ++i) {
        const auto t = static_cast<float>(i);
        x.push_back(std::sin(t));
        y.push_back(std::cos(0.7F * t));
        z.push_back(std::sin(0.3F * t));
        divergence.push_back(i % 3 == 0 ? 0.0F : 0.3F);
        centre.push_back(i % 5 == 0 ? 100.0F : 40.0F);
        leak.push_back(i % 4 == 0 ? 0.0F : 25.0F);
    }
    std::vector<std::vector<float>> rows(12, std::vector<float>(count));
    std::vector<float*> out;
    for (auto& row : rows)
        out.push_back(row.data());
    panner.gains({.count = count,
                  .x = x,
                  .y = y,
                  .z = z,
                  .divergence = divergence,
                  .centre_percent = centre,
                  .front_divergence = leak,
                  .rear_divergence = leak,
                  .front_rear_divergence = leak},
                 out);
    for (std::size_t i = 0; i < count; ++i) {
        const auto single = gains_at(panner, {.x = x[i],
                                              .y = y[i],
                                              .z = z[i],
                                              .divergence = divergence[i],
                                              .centre_percent = centre[i],
                                              .front_divergence = leak[i],
                                              .rear_divergence = leak[i],
                                              .front_rear_divergence = leak[i]});
        for (std::size_t c = 0; c < rows.size(); ++c)
            ASSERT_EQ(std::bit_cast<std::uint32_t>(rows[c][i]), std::bit_cast<std::uint32_t>(single[c]))
                << i << ' ' << c;
    }
}

} // namespace
} // namespace dub::dsp
