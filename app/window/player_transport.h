#pragma once
// The transport over the player. [window thread]

#include <chrono>
#include <functional>
#include <optional>

#include "app/playback/player.h"
#include "ui/ports/transport.h"

namespace dub::app {

class PlayerTransport final : public ui::TransportPort {
  public:
    // What the player does not know of its device.
    struct Around {
        std::function<std::string()> sentence; // what else is wrong with what is heard; empty: nothing
        std::function<bool()> looking;         // a device is being looked for
        std::function<Result<void>()> reconnect;
        std::function<void()> before_play = [] {}, before_audition = [] {};
    };
    // All outlive it.
    PlayerTransport(Player& player, Around around)
        : player_(player)
        , around_(std::move(around)) {}

    [[nodiscard]] ui::TransportState state() const override;
    void play(double speed) override;
    void stop() override;
    void locate(SamplePos to) override { player_.locate(to); }
    void audition(SampleRange range) override {
        around_.before_audition();
        player_.audition(range);
    }
    void loop(std::optional<SampleRange> range) override { player_.loop(range); }
    Result<void> reconnect() override { return around_.reconnect(); }

  private:
    // What was asked for and the audio thread has not answered yet: the next key counts on from it.
    struct Asked {
        double speed;
        std::chrono::steady_clock::time_point until; // it will not be answered any more: it ended by itself
    };
    void ask(double speed);

    Player& player_;
    mutable std::optional<Asked> asked_;
    Around around_;
};

} // namespace dub::app
