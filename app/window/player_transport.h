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
    // `sentence`: what else is wrong with what is heard; empty: nothing. `reconnect`: looks for the device.
    // All outlive it.
    PlayerTransport(Player& player, std::function<std::string()> sentence, std::function<void()> reconnect)
        : player_(player)
        , sentence_(std::move(sentence))
        , reconnect_(std::move(reconnect)) {}

    [[nodiscard]] ui::TransportState state() const override;
    void play(double speed) override;
    void stop() override;
    void locate(SamplePos to) override { player_.locate(to); }
    void audition(SampleRange range) override { player_.audition(range); }
    void loop(std::optional<SampleRange> range) override { player_.loop(range); }
    Result<void> reconnect() override {
        reconnect_();
        return {};
    }

  private:
    // What was asked for and the audio thread has not answered yet: the next key counts on from it.
    struct Asked {
        double speed;
        std::chrono::steady_clock::time_point until; // it will not be answered any more: it ended by itself
    };
    void ask(double speed);

    Player& player_;
    mutable std::optional<Asked> asked_;
    std::function<std::string()> sentence_;
    std::function<void()> reconnect_;
};

} // namespace dub::app
