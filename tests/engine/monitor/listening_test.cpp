// The live driver's listener: meters and monitor get the outputs by their names, and are exchanged while
// sound plays.

#include "engine/monitor/listening.h"

#include <gtest/gtest.h>

#include "tests/engine/monitor/monitor_rig.h"
#include "tests/support/no_allocation.h"
#include "tests/support/signals.h"

namespace dub::test {
namespace {

using namespace monitor;

class Listened : public testing::Test {
  protected:
    static std::shared_ptr<Monitor> monitor_of(const std::string& source) {
        MonitorSettings settings;
        settings.source = source;
        settings.sets = {plain_set("A", two), plain_set("B", two)};
        return std::move(*Monitor::create({{{48000}, 2, {}}, {{"mains", two}, {"input", two}}}, settings));
    }
    static std::shared_ptr<measure::LiveMeters> meters() {
        return std::make_shared<measure::LiveMeters>(
            measure::MeterSetup{{48000}, {{"mains", two}}, "mains", ""},
            std::make_shared<measure::LoudnessHistory>(SampleRange{{0}, {48000}}, SampleRate{48000}));
    }
    float hear(int samples = 480) {
        const std::array outputs{render::LiveOutput{&about_, std::as_const(mains_).block().part(0, samples)}};
        AudioBuffer device(2, samples);
        const AllocationCount count;
        listening.hear({outputs, 1, 0, {0}, 1, std::as_const(input_).block().part(0, samples)},
                       device.block());
        allocations += count.so_far();
        return device.block().data(0)[samples - 1];
    }
    Listening listening;
    long allocations = 0;

  private:
    plan::Plan::Output about_{"mains", two, nullptr, {}};
    AudioBuffer mains_ = buffer_of({Row(48000, 0.5F), Row(48000, 0.5F)});
    AudioBuffer input_ = buffer_of({Row(48000, 0.0625F), Row(48000, 0.125F)});
};

TEST_F(Listened, nothing_is_heard_before_anything_is_given) { EXPECT_EQ(hear(), 0); }

TEST_F(Listened, the_source_is_found_by_its_name_and_so_is_the_input) {
    listening.give({monitor_of("mains"), meters(), nullptr, {}});
    EXPECT_EQ(hear(), 0.5F);
    listening.give({monitor_of("input"), meters(), nullptr, {two, {1, 0}}});
    EXPECT_EQ(hear(), 0.125F) << "L comes in on the second input";
    listening.give({monitor_of("input"), meters(), nullptr, {two, {7, 0}}}); // the device has two
    EXPECT_EQ(hear(), 0);
    listening.give({monitor_of("input"), meters(), nullptr, {}});
    EXPECT_EQ(hear(), 0);
    EXPECT_EQ(allocations, 0);
}

TEST_F(Listened, meters_get_what_the_monitor_gets) {
    const auto measured = meters();
    const auto levels = std::make_shared<measure::LevelMeter>(2, SampleRate{48000}, measure::PpmKind::type_i);
    listening.give({monitor_of("mains"), measured, levels, {}});
    (void)hear(48000);
    (void)measured->work();
    EXPECT_EQ(measured->loudness().seconds, 1);
    EXPECT_EQ(measured->levels(0).take(1).peak, 0.5F);
    EXPECT_EQ(levels->take(1).peak, 0.5F); // what the loudspeakers get
}

TEST_F(Listened, what_was_exchanged_is_let_go_of_by_the_control_thread) {
    const auto first = meters();
    listening.give({nullptr, first, nullptr, {}});
    (void)hear();
    listening.give({nullptr, meters(), nullptr, {}});
    (void)hear();
    EXPECT_EQ(first.use_count(), 2);
    listening.collect();
    EXPECT_EQ(first.use_count(), 1);
}

} // namespace
} // namespace dub::test
