#include "app/window/silent_transport.h"

#include <cmath>

namespace dub::app {

SilentTransport::SilentTransport(SampleRate rate, SamplePos at, std::function<Clock::time_point()> now)
    : rate_(rate)
    , now_(std::move(now))
    , from_(at)
    , since_(now_()) {}

SamplePos SilentTransport::heard() const {
    const std::chrono::duration<double> passed = now_() - since_;
    const auto samples = std::llround(passed.count() * speed_ * static_cast<double>(rate_.hz));
    SamplePos at{std::max<std::int64_t>(0, from_.value + samples)};
    // A loop catches what plays into its end, not what begins behind it.
    if (loop_ && speed_ > 0 && from_ < loop_->end && at >= loop_->end)
        at = loop_->start + SampleCount{(at - loop_->start).value % loop_->length().value};
    return at;
}

ui::TransportState SilentTransport::state() const {
    ui::TransportState state;
    state.heard = heard();
    state.speed = speed_;
    state.loop = loop_;
    state.device = "No sound device";
    state.device_sentence = "There is no sound device: picture and timeline run by the machine's clock.";
    return state;
}

void SilentTransport::play(double speed) {
    from_ = heard();
    since_ = now_();
    speed_ = speed;
}

void SilentTransport::stop() { play(0); }

void SilentTransport::locate(SamplePos to) {
    from_ = to;
    since_ = now_();
}

void SilentTransport::loop(std::optional<SampleRange> range) {
    play(speed_);
    loop_ = range && range->empty() ? std::nullopt : range;
}

Result<void> SilentTransport::reconnect() {
    return fail(ErrorCode::io, "There is no sound device to connect to.");
}

} // namespace dub::app
