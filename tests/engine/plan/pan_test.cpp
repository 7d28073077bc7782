// Wide sources as fields: what reaches the speakers, and how smoothly.
#include "engine/plan/automation/pan.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "engine/session/parameters/strip.h"
#include "tests/reference/slow_panner.h"
#include "tests/support/mix_rig.h"

namespace dub::test {
namespace {

using namespace session;
namespace parameters = session::strip;

struct Pair {
    const char *from, *to;
};
constexpr std::array pairs{Pair{"5.1", "5.1"}, Pair{"7.1", "7.1"},    Pair{"5.1", "7.1"},
                           Pair{"7.1", "5.1"}, Pair{"3.0", "5.1"},    Pair{"4.0", "7.1"},
                           Pair{"5.1", "2.0"}, Pair{"7.1.4", "7.1.4"}};

Strip strip_of(const SlowField& f) {
    Strip strip;
    for (const auto& [parameter, value] : {std::pair{&parameters::pan_x, f.x},
                                           {&parameters::pan_y, f.y},
                                           {&parameters::pan_z, f.z},
                                           {&parameters::rotate, f.rotate},
                                           {&parameters::scale, f.scale},
                                           {&parameters::front_divergence, f.front},
                                           {&parameters::rear_divergence, f.rear},
                                           {&parameters::front_rear_divergence, f.front_rear}})
        strip.values.set(*parameter, value);
    return strip;
}

// Of one strip: gains[output][input] at moments.
class Panned {
  public:
    Panned(const Strip& strip, const Layout& from, const Layout& to)
        : strip_(strip)
        , pan_(*plan::Pan::create({strip_, {}, nullptr}, from, to, {}))
        , table_(from.channels(), to.channels(), most) {
        pan_.reserve(most);
    }
    [[nodiscard]] float gain(int output, int input, SamplePos at = {}) {
        const plan::Moment moment{at, plan::Side::after};
        table_.count = 1;
        pan_.gains({&moment, 1}, table_);
        return *table_.row(input, output);
    }
    [[nodiscard]] std::vector<float> all(SamplePos at = {}) {
        const plan::Moment moment{at, plan::Side::after};
        table_.count = 1;
        pan_.gains({&moment, 1}, table_);
        std::vector<float> gains;
        for (int o = 0; o < table_.outputs; ++o)
            for (int i = 0; i < table_.inputs; ++i)
                gains.push_back(*table_.row(i, o));
        return gains;
    }
    [[nodiscard]] plan::Pan& pan() { return pan_; }

  private:
    static constexpr std::size_t most = 256;
    Strip strip_;
    plan::Pan pan_;
    plan::GainTable table_;
};

Panned panned(const SlowField& field, const Layout& from, const Layout& to) {
    return {strip_of(field), from, to};
}

double power_of(const std::vector<float>& gains, int inputs, int input) {
    double sum = 0;
    for (std::size_t at = static_cast<std::size_t>(input); at < gains.size();
         at += static_cast<std::size_t>(inputs))
        sum += double{gains[at]} * gains[at];
    return sum;
}

TEST(Pan, a_field_sounds_as_the_slow_panner_says) {
    for (const Pair& pair : pairs) {
        const Layout from = *layout_named(pair.from), to = *layout_named(pair.to);
        const auto rest = *dsp::route(from, to, {});
        for (int n = 0; n < 60; ++n) {
            const auto wave = [n](double speed) { return std::sin(n * speed); };
            const auto percent = [&](double speed) { return std::clamp(90 * wave(speed), 0.0, 100.0); };
            const SlowField f{.x = wave(1.1),
                              .y = wave(0.9),
                              .z = wave(2.3),
                              .rotate = n % 4 == 0 ? 0 : 180 * wave(0.37),
                              .scale = n % 3 == 0 ? 1 : 0.5 + 0.5 * wave(1.7),
                              .front = percent(3.3),
                              .rear = percent(2.1),
                              .front_rear = percent(5.1)};
            const auto slow = slow_field(rest, f);
            Panned fast = panned(f, from, to);
            for (int o = 0; o < to.channels(); ++o)
                for (int i = 0; i < from.channels(); ++i)
                    ASSERT_NEAR(fast.gain(o, i),
                                slow[static_cast<std::size_t>(o)][static_cast<std::size_t>(i)], 3e-6)
                        << pair.from << " in " << pair.to << ", case " << n << ", " << label(from[i])
                        << " to " << label(to[o]);
        }
    }
}

TEST(Pan, at_rest_a_field_has_the_gains_of_the_matrices_to_the_bit) {
    for (const Pair& pair : pairs) {
        const Layout from = *layout_named(pair.from), to = *layout_named(pair.to);
        const auto rest = *dsp::route(from, to, {});
        Panned field = panned({}, from, to);
        for (int o = 0; o < to.channels(); ++o)
            for (int i = 0; i < from.channels(); ++i)
                EXPECT_EQ(field.gain(o, i), static_cast<float>(rest.gain(o, i)));
        // A hair from rest it is no other sound.
        Panned turned = panned({.rotate = 1e-4}, from, to), drawn = panned({.scale = 0.999999}, from, to);
        for (int o = 0; o < to.channels(); ++o)
            for (int i = 0; i < from.channels(); ++i) {
                EXPECT_NEAR(turned.gain(o, i), rest.gain(o, i), 1e-5);
                EXPECT_NEAR(drawn.gain(o, i), rest.gain(o, i), 1e-5);
            }
    }
}

TEST(Pan, a_quarter_turn_brings_each_corner_to_the_next_and_nothing_elsewhere) {
    const Layout five = *layout_named("5.1");
    Panned field = panned({.rotate = 90}, five, five);
    using enum Speaker;
    const std::pair<Speaker, Speaker> ways[] = {{L, R}, {R, Rs}, {Rs, Ls}, {Ls, L}, {LFE, LFE}};
    for (const auto& [from, to] : ways)
        for (const Speaker speaker : five.speakers())
            EXPECT_NEAR(field.gain(*five.find(speaker), *five.find(from)), speaker == to ? 1 : 0, 1e-6)
                << label(from) << " in " << label(speaker);
}

TEST(Pan, a_turn_all_round_ends_as_it_began_to_the_bit_and_keeps_each_channels_power) {
    for (const Pair& pair : pairs) {
        const Layout from = *layout_named(pair.from), to = *layout_named(pair.to);
        const auto rest = *dsp::route(from, to, {});
        Strip strip;
        strip.lanes = {lane(address_of(parameters::rotate), {{{0}, -180}, {{36000}, 180}})};
        Panned field(strip, from, to);
        EXPECT_EQ(field.all({0}), field.all({36000}));
        EXPECT_EQ(field.all({18000}), panned({}, from, to).all());
        double most = 0, least = 1e9;
        for (std::int64_t at = 0; at <= 36000; at += 50) // half a degree
            for (int i = 0; i < from.channels(); ++i) {
                const double now = power_of(field.all({at}), from.channels(), i);
                double resting = 0;
                for (int o = 0; o < to.channels(); ++o)
                    resting += rest.gain(o, i) * rest.gain(o, i);
                if (resting == 0) continue;
                most = std::max(most, 10 * std::log10(now / resting));
                least = std::min(least, 10 * std::log10(now / resting));
            }
        EXPECT_LT(most, 0.001) << pair.from << " in " << pair.to;
        EXPECT_GT(least, -0.001) << pair.from << " in " << pair.to;
    }
}

TEST(Pan, turning_is_smooth) {
    for (const Pair& pair : pairs) {
        const Layout from = *layout_named(pair.from), to = *layout_named(pair.to);
        Strip strip;
        strip.lanes = {lane(address_of(parameters::rotate), {{{0}, -180}, {{36000}, 180}})};
        Panned field(strip, from, to);
        std::vector<float> before = field.all({0});
        for (std::int64_t at = 10; at <= 36000; at += 10) { // a tenth of a degree
            const std::vector<float> now = field.all({at});
            for (std::size_t g = 0; g < now.size(); ++g)
                // pi / 2 for 45 degrees between neighbours half a wall apart
                ASSERT_LE(std::abs(now[g] - before[g]), 0.0036) << pair.from << " in " << pair.to;
            before = now;
        }
    }
}

TEST(Pan, a_field_drawn_together_is_a_point_at_the_puck) {
    const Layout seven = *layout_named("7.1");
    for (const auto& [x, y] : {std::pair{0.0, 1.0}, {-0.4, 0.3}, {1.0, -1.0}}) {
        Panned field = panned({.x = x, .y = y, .rotate = 33, .scale = 0}, seven, seven);
        Panned point = panned({.x = x, .y = y}, Layout{Speaker::M}, seven);
        for (int o = 0; o < seven.channels(); ++o)
            for (int i = 0; i < seven.channels(); ++i) {
                if (seven[i] == Speaker::LFE || seven[o] == Speaker::LFE) continue;
                EXPECT_EQ(field.gain(o, i), point.gain(o, 0)) << x << ' ' << y;
            }
    }
}

// What is chosen by window would be heard in how time is cut.
TEST(Pan, each_moment_of_a_run_has_the_bits_it_has_alone) {
    const Layout five = *layout_named("5.1"), seven = *layout_named("7.1");
    Strip strip;
    strip.lanes = {lane(address_of(parameters::rotate), {{{300}, 0}, {{900}, 77}}),
                   lane(address_of(parameters::scale), {{{500}, 1}, {{1100}, 0.2}}),
                   lane(address_of(parameters::pan_x), {{{0}, -0.3}, {{1200}, 0.6}})};
    Panned field(strip, five, seven);
    std::vector<plan::Moment> moments;
    for (std::int64_t at = 0; at < 1280; at += 10)
        moments.push_back({{at}, plan::Side::after});
    plan::GainTable table(6, 8, moments.size());
    table.count = moments.size();
    field.pan().gains(moments, table);
    for (std::size_t m = 0; m < moments.size(); ++m)
        for (int o = 0; o < 8; ++o)
            for (int i = 0; i < 6; ++i)
                ASSERT_EQ(table.row(i, o)[m], field.gain(o, i, moments[m].at)) << m;
}

TEST(Pan, says_where_each_channel_stands) {
    const Layout five = *layout_named("5.1");
    const auto places = panned({.x = 1, .y = 0, .rotate = 45, .scale = 0.5}, five, five).pan().places({});
    ASSERT_EQ(places.size(), 6U);
    EXPECT_EQ(places[0], (RoomPosition{0.5, 0.5, 0})); // L, turned to the middle of the front
    EXPECT_EQ(places[2], (RoomPosition{1, 0.5, 0}));   // C, turned to the right front corner
    EXPECT_EQ(places[3], std::nullopt);                // LFE
    EXPECT_EQ(places[4], (RoomPosition{0, 0, 0}));     // Ls, turned to the middle of the left wall
    Strip pair;
    pair.values.set(parameters::width, 0.25);
    const auto two = Panned(pair, Layout{Speaker::L, Speaker::R}, five).pan().places({});
    EXPECT_EQ(two[0], (RoomPosition{-0.25, 1, 0}));
    EXPECT_EQ(two[1], (RoomPosition{0.25, 1, 0}));
}

// A step of each lane is heard at its sample: until then, and from then on, what stands in the file.
TEST(Pan, lanes_of_the_field_step_on_their_samples) {
    struct Step {
        const Parameter* parameter;
        double before, after;
        Layout source;
    };
    const Layout five = *layout_named("5.1"), mono{Speaker::M};
    const Step steps[] = {{&parameters::rotate, 0, 180, five},
                          {&parameters::scale, 1, 0, five},
                          {&parameters::front_divergence, 0, 100, mono},
                          {&parameters::rear_divergence, 0, 100, five},
                          {&parameters::front_rear_divergence, 0, 100, mono}};
    for (const Step& step : steps) {
        const auto mixed = [&](std::vector<LanePoint> points) {
            Session session = empty_session(five);
            Strip strip;
            if (step.source == mono) strip.values.set(parameters::pan_x, -1);
            if (!points.empty()) strip.lanes = {lane(address_of(*step.parameter), std::move(points))};
            Recordings recordings;
            recordings.set(add_track(session, {.layout = step.source, .strip = strip}),
                           [](int c, std::int64_t) { return c == 4 || c == 0 ? 0.5 : 0.0; });
            return rendered(session, recordings, {{0}, {2048}});
        };
        const Sound before = mixed({{{0}, step.before}}), after = mixed({{{0}, step.after}});
        ASSERT_NE(before, after) << step.parameter->id;
        const Sound stepped = mixed({{{0}, step.before}, {{1003}, step.before}, {{1003}, step.after}});
        for (std::size_t c = 0; c < stepped.size(); ++c)
            for (std::size_t i = 0; i < 2048; ++i)
                ASSERT_EQ(stepped[c][i], (i < 1003 ? before : after)[c][i])
                    << step.parameter->id << " channel " << c << " sample " << i;
    }
}

} // namespace
} // namespace dub::test
