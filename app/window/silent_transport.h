#pragma once
// The transport without a sound device: it runs by the machine's clock, so that picture, timeline and all
// editing work on any machine. [window thread]

#include <chrono>
#include <functional>

#include "ui/ports/transport.h"

namespace dub::app {

class SilentTransport final : public ui::TransportPort {
  public:
    using Clock = std::chrono::steady_clock;
    SilentTransport(SampleRate rate, SamplePos at, std::function<Clock::time_point()> now = Clock::now);

    [[nodiscard]] ui::TransportState state() const override;
    void play(double speed) override;
    void stop() override;
    void locate(SamplePos to) override;
    void audition(SampleRange) override {} // there is nothing to hear
    void loop(std::optional<SampleRange> range) override;
    Result<void> reconnect() override;

  private:
    [[nodiscard]] SamplePos heard() const;

    SampleRate rate_;
    std::function<Clock::time_point()> now_;
    SamplePos from_; // where it was when the clock said since_
    Clock::time_point since_;
    double speed_ = 0;
    std::optional<SampleRange> loop_;
};

} // namespace dub::app
