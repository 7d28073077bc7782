#pragma once
// A sound device under a test's hand: it asks for sound when told, in blocks as long as told, keeps what it
// was given, and can die. Everything happens in the thread of the test.

#include <memory>
#include <vector>

#include "engine/core/audio_buffer.h"
#include "engine/core/io.h"

namespace dub::test {

class FakeDevice final : public AudioDevice {
  public:
    explicit FakeDevice(DeviceFormat format)
        : format_(std::move(format))
        , heard(static_cast<std::size_t>(format_.layout.channels())) {}

    [[nodiscard]] const DeviceFormat& format() const override { return format_; }
    [[nodiscard]] Result<void> start(AudioCallback& callback) override {
        callback_ = &callback;
        return {};
    }
    void stop() override { callback_ = nullptr; }
    [[nodiscard]] DevicePulse pulse() const override { return {callbacks_, ended_}; }

    // One callback.
    void step(int samples) {
        if (callback_ == nullptr || died_) return;
        AudioBuffer block(format_.layout.channels(), samples);
        ++callbacks_;
        callback_->process(block.block(), {});
        for (int c = 0; c < block.channels(); ++c) {
            const auto row = block.block().channel(c);
            heard[static_cast<std::size_t>(c)].insert(heard[static_cast<std::size_t>(c)].end(), row.begin(),
                                                      row.end());
        }
    }
    // No callback comes any more; nobody is told.
    void unplug() { died_ = true; }
    // The library notices it, too.
    void end() { died_ = ended_ = true; }
    [[nodiscard]] bool started() const { return callback_ != nullptr; }

  private:
    DeviceFormat format_;
    AudioCallback* callback_ = nullptr;
    std::uint64_t callbacks_ = 0;
    bool died_ = false, ended_ = false;

  public:
    std::vector<std::vector<float>> heard; // all it was given, a row for each channel
};

} // namespace dub::test
