#pragma once
// The transport over the player. [window thread]

#include <functional>

#include "app/playback/player.h"
#include "ui/ports/transport.h"

namespace dub::app {

class PlayerTransport final : public ui::TransportPort {
  public:
    // `sentence`: what else is wrong with what is heard; empty: nothing. Both outlive it.
    PlayerTransport(Player& player, std::function<std::string()> sentence)
        : player_(player)
        , sentence_(std::move(sentence)) {}

    [[nodiscard]] ui::TransportState state() const override;
    void play(double speed) override { player_.play(speed); }
    void stop() override { player_.stop(); }
    void locate(SamplePos to) override { player_.locate(to); }
    void audition(SampleRange range) override { player_.audition(range); }
    void loop(std::optional<SampleRange> range) override { player_.loop(range); }
    Result<void> reconnect() override {
        player_.reconnect();
        return {};
    }

  private:
    Player& player_;
    std::function<std::string()> sentence_;
};

} // namespace dub::app
