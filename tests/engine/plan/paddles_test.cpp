// PEC and DIRECT: each stem in its place as it is mixed or as it was printed, and no click between them.
#include "engine/plan/paddles.h"

#include "engine/session/parameters/strip.h"
#include "tests/support/live_rig.h"
#include "tests/support/printed_mix.h"

namespace {

using namespace dub;
using namespace dub::test;
using Heard = plan::Paddle::Heard;

class Paddles : public PrintedMix {
  protected:
    Paddles() {
        for (const char* const name : {"DX", "FX", "MX"})
            print({stem(session_, name), {}});
    }
    // All stems that have been printed; of those named the print is heard.
    [[nodiscard]] std::vector<plan::Paddle> paddles(const std::vector<std::string>& playback) const {
        std::vector<plan::Paddle> all;
        for (const auto& print : session_.prints) {
            const auto* const bus = session::find_bus(session_, print->bus);
            const bool printed = std::ranges::find(playback, bus->name) != playback.end();
            all.push_back({bus->id, print->id, printed ? Heard::playback : Heard::direct});
        }
        return all;
    }
    [[nodiscard]] Sound heard(const plan::Tap& tap, const std::vector<std::string>& playback) const {
        plan::Target target{{{"heard", tap, {}}}};
        plan::tap_paddles(target, paddles(playback));
        const auto plan = compiled(plan::with_paddles(session_, paddles(playback)), target, recordings_);
        return rendered(*plan, whole).front();
    }
    void set(const std::string& name, const session::Parameter& parameter, double value) {
        change_bus(session_, stem(session_, name), [&](session::Bus& bus) {
            session::Strip strip = *bus.strip;
            strip.values.set(parameter, value);
            bus.strip = std::make_shared<const session::Strip>(std::move(strip));
        });
    }
    void solo(const std::string& name, bool on) {
        change_bus(session_, stem(session_, name), [&](session::Bus& bus) {
            session::Strip strip = *bus.strip;
            strip.soloed = on;
            bus.strip = std::make_shared<const session::Strip>(std::move(strip));
        });
    }
};

TEST_F(Paddles, all_direct_is_the_mix_to_the_bit) {
    set("DX", session::strip::fader, -3.7);
    set("MX", session::strip::pan_x, 0.4); // balance and LFE send stand behind the print
    set("FX", session::strip::lfe_send, -12);
    EXPECT_EQ(heard({}, {}), live({}));
    EXPECT_EQ(heard({stem(session_, "DX"), {}}, {}), live({stem(session_, "DX"), {}}));
    EXPECT_EQ(heard({{}, session::music_and_effects_roles}, {}),
              live({{}, session::music_and_effects_roles}));
}

TEST_F(Paddles, a_stem_at_playback_sounds_as_it_was_printed_among_the_others_as_they_are_now) {
    set("FX", session::strip::fader, -20);
    const Sound only_effects_changed = live({});
    const Sound music = live({stem(session_, "MX"), {}});
    set("MX", session::strip::fader, -8);
    ASSERT_NE(live({}), only_effects_changed);
    EXPECT_EQ(heard({}, {"MX"}), only_effects_changed);
    EXPECT_EQ(heard({stem(session_, "MX"), {}}, {"MX"}), music);
}

TEST_F(Paddles, behind_the_print_stands_what_no_print_holds) {
    set("MX", session::strip::pan_x, 0.4);
    const Sound balanced = live({});
    set("MX", session::strip::fader, -8);
    EXPECT_EQ(heard({}, {"MX"}), balanced);
}

TEST_F(Paddles, solo_of_another_stem_closes_a_print_and_its_own_leaves_it_open) {
    const std::vector<std::string> printed{"DX", "MX"};
    solo("FX", true);
    EXPECT_EQ(heard({}, printed), live({}));
    solo("FX", false);
    solo("MX", true);
    EXPECT_EQ(heard({}, printed), live({}));
    EXPECT_GT(peak(live({}).front()), 0.01);
}

TEST_F(Paddles, a_print_that_is_gone_leaves_its_stem_as_it_is) {
    auto some = paddles({"DX"});
    for (plan::Paddle& paddle : some)
        paddle.print = PrintId{77};
    EXPECT_TRUE(session::equal(plan::with_paddles(session_, some), session_));
}

class PaddlesLive : public Paddles {
  protected:
    static double worst_difference(const Row& a, const Row& b) {
        EXPECT_EQ(a.size(), b.size());
        double worst = 0;
        for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
            worst = std::max(worst, std::abs(static_cast<double>(a[i]) - b[i]));
        return worst;
    }
    // The printmaster while music is switched to and fro every `every` samples.
    Row played(int every, bool switching) {
        LiveRig rig(recordings_);
        plan::Target target = printmaster();
        plan::tap_paddles(target, paddles({}));
        rig.give(plan::with_paddles(session_, paddles({})), target);
        rig.driver.play();
        for (int turn = 1; turn <= 20; ++turn) {
            rig.run(every);
            if (!switching) continue;
            for (const plan::Paddle& paddle :
                 paddles(turn % 2 == 1 ? std::vector<std::string>{"MX"} : std::vector<std::string>{}))
                for (const plan::PaddleMove& move : plan::moves_of(paddle))
                    EXPECT_TRUE(rig.driver.move(move.owner, move.address, move.value));
        }
        return rig.heard();
    }
};

TEST_F(PaddlesLive, switching_to_a_print_that_is_the_mix_changes_nothing) {
    const Row still = played(1000, false), switched = played(1000, true);
    EXPECT_LT(worst_difference(still, switched), 1e-6); // -120 dB
    EXPECT_GT(peak(switched), 0.01);
}

TEST_F(PaddlesLive, a_hand_on_what_stands_behind_the_print_is_heard_once) {
    set("MX", session::strip::pan_x, 0.3);
    const std::pair<const session::Parameter*, double> hands[] = {
        {&session::strip::pan_x, 0.6}, {&session::strip::lfe_send, -6}, {&session::strip::fader, -9}};
    const auto ridden = [&](bool with_paddles) {
        LiveRig rig(recordings_);
        plan::Target target = printmaster();
        if (with_paddles) plan::tap_paddles(target, paddles({}));
        rig.give(with_paddles ? plan::with_paddles(session_, paddles({})) : session_, target);
        rig.driver.play();
        for (const auto& [parameter, value] :
             hands) { // one after the other: ramps that cross differ a little
            rig.run(4000);
            EXPECT_TRUE(rig.driver.move({{}, stem(session_, "MX")}, address_of(*parameter), value));
        }
        rig.run(4000);
        return rig.recorder.outputs.front();
    };
    const Sound alone = ridden(false), beside_prints = ridden(true);
    ASSERT_EQ(alone.size(), beside_prints.size());
    for (std::size_t c = 0; c < alone.size(); ++c)
        EXPECT_LT(worst_difference(alone[c], beside_prints[c]), 1e-6) << c; // -120 dB
}

TEST_F(PaddlesLive, switching_between_loud_and_soft_does_not_click) {
    for (const auto& media : session_.pool->media)
        recordings_.set(media->id,
                        [](int, std::int64_t at) { return 0.25 * std::sin(static_cast<double>(at) * 0.01); });
    set("MX", session::strip::fader, -40);
    const Row switched = played(2000, true);
    EXPECT_LT(bend(switched, 2500, 39000), 0.003);
    const Row alone(switched.begin() + 4500, switched.begin() + 5500);
    const Row printed(switched.begin() + 6500, switched.begin() + 7500);
    EXPECT_GT(std::abs(peak(alone) - peak(printed)), 0.05);
}

} // namespace
