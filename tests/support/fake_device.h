#pragma once
// Sound devices under a test's hand: one asks for sound when told, in blocks as long as told, keeps what it
// was given, and can die. Callbacks run in the thread of the test.

#include <memory>
#include <mutex>
#include <vector>

#include "app/device/audio_devices.h"
#include "engine/core/audio_buffer.h"
#include "engine/core/io.h"

namespace dub::test {

class FakeDevice {
  public:
    explicit FakeDevice(DeviceFormat as)
        : format(std::move(as))
        , heard(static_cast<std::size_t>(format.layout.channels())) {}

    // One callback.
    void step(int samples) {
        if (callback == nullptr || died) return;
        AudioBuffer block(format.layout.channels(), samples);
        ++callbacks;
        callback->process(block.block(), {});
        for (std::size_t c = 0; c < heard.size(); ++c) {
            const auto row = block.block().channel(static_cast<int>(c));
            heard[c].insert(heard[c].end(), row.begin(), row.end());
        }
    }
    // No callback comes any more; nobody is told.
    void unplug() { died = true; }

    DeviceFormat format;
    AudioCallback* callback = nullptr; // while it is started
    std::uint64_t callbacks = 0;
    bool died = false;
    bool patient = false;                  // it seems alive though nobody steps it, as long as the test takes
    std::vector<std::vector<float>> heard; // all it was given, a row for each channel
};

// The one device there is, as often as it is opened.
class FakeDevices final : public app::AudioDevices {
  public:
    explicit FakeDevices(app::DeviceInfo info, SampleCount latency = {})
        : info_(std::move(info))
        , latency_(latency) {}

    [[nodiscard]] Result<std::vector<app::DeviceInfo>> list() override { return std::vector{info_}; }
    [[nodiscard]] Result<std::unique_ptr<AudioDevice>> open(const app::DeviceChoice& choice) override {
        const std::scoped_lock lock(mutex_);
        if (absent_) return fail(ErrorCode::io, "there is no such device now");
        if (auto fits = app::check_choice(info_, choice); !fits) return std::unexpected(fits.error());
        opened_ = std::make_shared<FakeDevice>(DeviceFormat{info_.name, choice.rate, choice.layout,
                                                            choice.record ? info_.inputs : 0,
                                                            choice.latency.value_or(latency_)});
        opened_->patient = patient;
        return std::make_unique<Opened>(opened_);
    }
    void take_away() {
        const std::scoped_lock lock(mutex_);
        absent_ = true;
    }
    void put_back() {
        const std::scoped_lock lock(mutex_);
        absent_ = false;
    }
    bool patient = false; // those that are opened from now on

    // The last one that was opened.
    [[nodiscard]] std::shared_ptr<FakeDevice> device() {
        const std::scoped_lock lock(mutex_);
        return opened_;
    }

  private:
    class Opened final : public AudioDevice {
      public:
        explicit Opened(std::shared_ptr<FakeDevice> device)
            : device_(std::move(device)) {}
        ~Opened() override { device_->callback = nullptr; }
        [[nodiscard]] const DeviceFormat& format() const override { return device_->format; }
        [[nodiscard]] Result<void> start(AudioCallback& callback) override {
            device_->callback = &callback;
            return {};
        }
        void stop() override { device_->callback = nullptr; }
        [[nodiscard]] DevicePulse pulse() const override {
            return {device_->callbacks + (device_->patient ? ++looks_ : 0), false};
        }

      private:
        mutable std::uint64_t looks_ = 0;
        std::shared_ptr<FakeDevice> device_;
    };

    std::mutex mutex_;
    app::DeviceInfo info_;
    SampleCount latency_;
    std::shared_ptr<FakeDevice> opened_;
    bool absent_ = false;
};

} // namespace dub::test
