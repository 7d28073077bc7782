#include "app/window/player_transport.h"

namespace dub::app {
namespace {

ui::DeviceHealth health_of(DeviceHealth health) {
    switch (health) {
    case DeviceHealth::running: return ui::DeviceHealth::running;
    case DeviceHealth::lost: return ui::DeviceHealth::lost;
    case DeviceHealth::none: break;
    }
    return ui::DeviceHealth::none;
}

constexpr std::chrono::milliseconds answer_time{500};

} // namespace

void PlayerTransport::ask(double speed) {
    asked_ = Asked{speed, std::chrono::steady_clock::now() + answer_time};
}

void PlayerTransport::play(double speed) {
    around_.before_play();
    player_.play(speed);
    ask(speed);
}

void PlayerTransport::stop() {
    player_.stop();
    ask(0);
}

ui::TransportState PlayerTransport::state() const {
    const PlayerState now = player_.state();
    ui::TransportState shown;
    shown.heard = now.heard;
    if (asked_ && (asked_->speed == now.speed || std::chrono::steady_clock::now() > asked_->until))
        asked_.reset();
    shown.speed = asked_ ? asked_->speed : now.speed;
    shown.waiting = now.waiting;
    shown.loop = now.loop;
    shown.health = health_of(now.health);
    const bool connecting = now.connecting || around_.looking();
    shown.device = connecting ? "Connecting" : now.device;
    // What is wrong with what is tried again is not known yet.
    shown.device_sentence = connecting                    ? ""
                            : now.device_sentence.empty() ? around_.sentence()
                                                          : now.device_sentence;
    shown.underruns = now.underruns;
    shown.load = now.load;
    return shown;
}

} // namespace dub::app
