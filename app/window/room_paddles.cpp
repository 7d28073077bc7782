#include "app/window/room_paddles.h"

#include <algorithm>

namespace dub::app {

using Heard = plan::Paddle::Heard;

std::vector<ui::StemPaddle> RoomPaddles::paddles() const {
    const auto printed = room_.paddles().printed(session_());
    std::vector<ui::StemPaddle> all;
    for (const auto& bus : session_().routing->buses) {
        if (bus->kind != session::BusKind::stem) continue;
        const bool there = std::ranges::find(printed, bus->id, &plan::Paddle::stem) != printed.end();
        const bool playback = there && room_.paddles().heard(bus->id) == Heard::playback;
        all.push_back({bus->id, playback ? ui::PecDirect::playback : ui::PecDirect::direct, there});
    }
    return all;
}

void RoomPaddles::hear(BusId stem, ui::PecDirect what) {
    auto printed = room_.paddles().printed(session_());
    const auto paddle = std::ranges::find(printed, stem, &plan::Paddle::stem);
    if (paddle == printed.end()) return;
    paddle->heard = what == ui::PecDirect::playback ? Heard::playback : Heard::direct;
    if (room_.paddles().hear(stem, paddle->heard) == Paddles::Takes::another_plan)
        return player_.listening_changed();
    for (const plan::PaddleMove& move : plan::moves_of(*paddle))
        player_.move(move.owner, move.address, move.value);
}

} // namespace dub::app
