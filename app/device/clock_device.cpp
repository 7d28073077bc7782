#include "app/device/clock_device.h"

#include <chrono>
#include <stop_token>
#include <thread>

#include "app/device/callback_gate.h"
#include "engine/core/audio_buffer.h"

namespace dub::app {
namespace {

constexpr int block = 512; // samples

class ClockDevice final : public AudioDevice {
  public:
    ClockDevice(const Layout& layout, SampleRate rate)
        : format_{"", rate, layout, 0, {}}
        , buffer_(layout.channels(), block) {}
    ~ClockDevice() override { stop(); }

    const DeviceFormat& format() const override { return format_; }
    Result<void> start(AudioCallback& callback) override {
        gate_.open(callback);
        if (!thread_.joinable())
            thread_ = std::jthread([this](const std::stop_token& stopped) { serve(stopped); });
        return {};
    }
    void stop() override {
        thread_ = {};
        gate_.shut();
    }
    DevicePulse pulse() const override { return {gate_.calls(), false}; }

  private:
    void serve(const std::stop_token& stopped) {
        using Clock = std::chrono::steady_clock;
        constexpr auto late_max = std::chrono::milliseconds(200); // behind that it does not catch up
        const std::chrono::nanoseconds period(1'000'000'000LL * block / format_.rate.hz);
        for (auto next = Clock::now(); !stopped.stop_requested(); next += period) {
            if (Clock::now() - next > late_max) next = Clock::now();
            std::this_thread::sleep_until(next);
            gate_.process(buffer_.block(), {});
        }
    }

    DeviceFormat format_;
    AudioBuffer buffer_;
    CallbackGate gate_;
    std::jthread thread_; // last: it uses the others
};

} // namespace

std::unique_ptr<AudioDevice> clock_device(const Layout& layout, SampleRate rate) {
    return std::make_unique<ClockDevice>(layout, rate);
}

} // namespace dub::app
