#pragma once
// PEC and DIRECT of the control room, for the console. [window thread]

#include "app/playback/control_room.h"
#include "app/playback/player.h"
#include "ui/ports/pec_direct.h"

namespace dub::app {

class RoomPaddles final : public ui::PecDirectPort {
  public:
    // All must outlive it.
    RoomPaddles(ControlRoom& room, Player& player, std::function<const session::Session&()> session)
        : room_(room)
        , player_(player)
        , session_(std::move(session)) {}

    [[nodiscard]] std::vector<ui::StemPaddle> paddles() const override;
    void hear(BusId stem, ui::PecDirect what) override;

  private:
    ControlRoom& room_;
    Player& player_;
    std::function<const session::Session&()> session_;
};

} // namespace dub::app
