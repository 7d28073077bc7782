#pragma once
// Hands on parameters, over the player. [window thread]

#include "app/playback/player.h"
#include "ui/ports/hands.h"

namespace dub::app {

class PlayerHands final : public ui::HandsPort {
  public:
    explicit PlayerHands(Player& player)
        : player_(player) {}
    void move(const session::StripOwner& owner, const session::ParameterAddress& address,
              double value) override {
        player_.move(owner, address, value);
    }
    void release(const session::StripOwner& owner, const session::ParameterAddress& address) override {
        player_.release(owner, address);
    }

  private:
    Player& player_;
};

} // namespace dub::app
