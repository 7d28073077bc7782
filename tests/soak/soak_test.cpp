// The long run: 64 tracks with fader and pan automation to five 7.1 stems and a 7.1 printmaster, through
// PortAudio and a JACK server of 256 samples a period, while another thread keeps a core busy. Promises R2
// and R3: no callback longer than its period, 99.9 per cent of them under a quarter of it, not one sample
// wrong. A virtual machine wakes even an idle program late at times; that is counted apart.
//   DUBSTAGE_SOAK_MINUTES   how long (scripts/soak; one minute with scripts/test --full)
//   DUBSTAGE_SOAK_FOLDER    where the recordings are made and kept

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

#include "app/device/portaudio_devices.h"
#include "app/playback/player.h"
#include "formats/media/media.h"
#include "tests/bench/workload.h"
#include "tests/soak/witness.h"
#include "tests/support/jack/jack_server.h"
#include "tests/support/temp_folder.h"

namespace dub::soak {
namespace {

using Clock = std::chrono::steady_clock;

// The devices of the machine, with the witness before whatever they call.
class WitnessedDevices final : public app::AudioDevices {
  public:
    explicit WitnessedDevices(Witness& witness)
        : witness_(witness) {}
    Result<std::vector<app::DeviceInfo>> list() override { return devices_->list(); }
    Result<std::unique_ptr<AudioDevice>> open(const app::DeviceChoice& choice) override {
        TRY(auto device, devices_->open(choice));
        return std::make_unique<Witnessed>(std::move(device), witness_);
    }

  private:
    class Witnessed final : public AudioDevice {
      public:
        Witnessed(std::unique_ptr<AudioDevice> device, Witness& witness)
            : device_(std::move(device))
            , witness_(witness) {}
        const DeviceFormat& format() const override { return device_->format(); }
        Result<void> start(AudioCallback& callback) override {
            witness_.player = &callback;
            return device_->start(witness_);
        }
        void stop() override { device_->stop(); }
        DevicePulse pulse() const override { return device_->pulse(); }

      private:
        std::unique_ptr<AudioDevice> device_;
        Witness& witness_;
    };

    std::shared_ptr<app::AudioDevices> devices_ = app::portaudio_devices();
    Witness& witness_;
};

class SecondsOf final : public AudioSink {
  public:
    explicit SecondsOf(std::int64_t from)
        : skip_(from) {}
    Result<void> write(ConstAudioBlock block) override {
        for (int i = 0; i < block.samples(); ++i) {
            if (skip_ > 0) {
                --skip_;
                continue;
            }
            second_.add(block, i);
            if (++count_ % Second::length == 0) seconds.push_back(second_.take());
        }
        return {};
    }
    Result<void> finish() override { return {}; }
    std::vector<std::uint64_t> seconds;

  private:
    std::int64_t skip_, count_ = 0;
    Second second_;
};

double resident_mib() {
    std::ifstream file("/proc/self/statm");
    std::int64_t pages = 0, resident = 0;
    file >> pages >> resident;
    return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

template <class Done> void serve_until(app::Player& player, Done done) {
    while (!done()) {
        player.service();
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

double minutes_wanted() {
    if (const char* minutes = std::getenv("DUBSTAGE_SOAK_MINUTES")) return std::atof(minutes);
    return std::getenv("DUBSTAGE_FULL") != nullptr ? 1 : 0;
}

void print_figures(const app::CallbackTimes& times, const Witness& witness, double minutes) {
    std::printf("%.1f minutes, %llu callbacks of 256 samples (5333 us)\n", minutes,
                static_cast<unsigned long long>(times.callbacks()));
    std::printf(
        "callback: p50 %.1f %%, p99 %.1f %%, p99.9 %.1f %%, longest %.0f us (%.0f us of processor time)\n",
        100 * times.quantile(0.5), 100 * times.quantile(0.99), 100 * times.quantile(0.999),
        static_cast<double>(times.longest_ns()) / 1000,
        static_cast<double>(witness.longest_cpu_ns.load()) / 1000);
    std::printf("longer than the period: %llu by the clock, %lld by processor time\n",
                static_cast<unsigned long long>(times.too_long()),
                static_cast<long long>(witness.too_long_cpu.load()));
    std::printf("called late by the host: %llu\n", static_cast<unsigned long long>(times.late()));
    std::printf("loopback: %lld samples compared, %lld wrong, offset %lld\n",
                static_cast<long long>(witness.loopback.compared.load()),
                static_cast<long long>(witness.loopback.wrong.load()),
                static_cast<long long>(witness.loopback.offset.load()));
}

TEST(Soak, sixty_four_tracks_in_7_1_on_a_busy_machine) {
    const double minutes = minutes_wanted();
    if (minutes <= 0) GTEST_SKIP() << "the long run: scripts/soak MINUTES";
    if (const auto missing = test::JackServer::missing()) GTEST_SKIP() << *missing;
    if (!test::JackServer::real_time()) GTEST_SKIP() << "this user may not run real-time threads (ulimit -r)";
    const test::TempFolder own;
    const char* const kept = std::getenv("DUBSTAGE_SOAK_FOLDER");
    const std::filesystem::path folder = kept != nullptr ? kept : own.path();
    const auto session = bench::make_workload(folder, {64, minutes * 60 + 30, 120});
    ASSERT_TRUE(session) << session.error().text();
    const auto open = [folder](const session::Media& media) {
        return media::open_sound(folder / media.path, media.stream);
    };
    test::JackServer server;
    ASSERT_TRUE(server.ready());

    Witness witness(8, static_cast<int>(minutes * 60) + 60);
    app::Player player({std::make_shared<WitnessedDevices>(witness), nullptr, open, {}, {}}, *session);
    witness.engine = &player;
    app::DeviceChoice choice;
    choice.record = true;
    player.connect(choice);
    serve_until(player, [&] { return !player.state().connecting && !player.state().compiling; });
    ASSERT_EQ(player.state().health, app::DeviceHealth::running) << player.state().device_sentence;
    ASSERT_TRUE(server.loop_back("Dubstage"));

    std::jthread busy([](const std::stop_token& stop) {
        for (volatile double x = 1; !stop.stop_requested();)
            x = x * 1.0000001;
    });
    player.locate(session::sample_of(*session, session->info->start));
    player.play();
    serve_until(player, [&] { return player.state().speed != 0 && !player.state().waiting; });
    witness.loopback.looking = true;
    const auto begun = Clock::now();
    const auto for_seconds = [&](double seconds) {
        const auto until = begun + std::chrono::duration<double>(seconds);
        serve_until(player, [&] { return Clock::now() >= until; });
    };
    for_seconds(minutes * 6);
    const double resident_early = resident_mib();
    for_seconds(minutes * 60);
    const double resident_late = resident_mib();
    witness.loopback.looking = false;
    player.stop();
    serve_until(player, [&] { return player.state().speed == 0; });
    player.disconnect();
    busy.request_stop();
    const auto sent = witness.sent.load();
    print_figures(player.times(), witness, minutes);
    std::printf("missed media: %llu, resident memory %.0f MiB after a tenth, %.0f MiB at the end\n",
                static_cast<unsigned long long>(player.state().underruns), resident_early, resident_late);

    EXPECT_EQ(witness.too_long_cpu, 0);
    EXPECT_LT(player.times().quantile(0.999), 0.25);
    EXPECT_GT(witness.loopback.compared, 8 * 48000 * 50 * minutes);
    EXPECT_EQ(witness.loopback.wrong, 0);
    EXPECT_EQ(player.state().underruns, 0U);

    // And all of it is what the log says.
    const auto log = player.take_log();
    ASSERT_EQ(log.lost, 0U);
    // The clock asked before the device came, and does again now.
    const auto total = static_cast<std::uint64_t>(sent) + witness.began;
    SecondsOf expected(static_cast<std::int64_t>(witness.began));
    app::DirectListening direct;
    const auto plan = [&](std::uint64_t) -> Result<std::unique_ptr<plan::Plan>> {
        plan::Target target = direct.wanted(*session, session->info->home).target;
        target.live = plan::Live::yes;
        TRY(auto compiled, plan::compile(*session, target, open));
        return std::move(compiled.plan);
    };
    ASSERT_TRUE(render::replay({log, total, plan}, direct, expected, 8));
    expected.seconds.resize(std::min(expected.seconds.size(), witness.seconds.size()));
    witness.seconds.resize(expected.seconds.size());
    EXPECT_GT(expected.seconds.size(), static_cast<std::size_t>(minutes * 50));
    EXPECT_EQ(witness.seconds, expected.seconds);
}

} // namespace
} // namespace dub::soak
