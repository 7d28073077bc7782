#include "app/playback/paddles.h"

#include "engine/session/punch.h"

namespace dub::app {

using plan::Paddle;

std::vector<Paddle> Paddles::printed(const session::Session& session) const {
    std::vector<Paddle> paddles;
    for (const auto& bus : session.routing->buses) {
        if (bus->kind != session::BusKind::stem) continue;
        session::Print like;
        like.bus = bus->id;
        like.version = version_;
        if (const session::Print* const print = session::find_print(session.prints, like))
            paddles.push_back({bus->id, print->id});
    }
    return paddles;
}

Paddles::Takes Paddles::hear(BusId stem, Paddle::Heard what) {
    if (what == Paddle::Heard::playback)
        playback_.insert(stem);
    else
        playback_.erase(stem);
    return std::exchange(compared_, compared_ || !playback_.empty()) ? Takes::hands : Takes::another_plan;
}

std::vector<Paddle> Paddles::in_use(const session::Session& session) const {
    if (!compared_) return {};
    auto paddles = printed(session);
    for (Paddle& paddle : paddles)
        paddle.heard = heard(paddle.stem);
    return paddles;
}

} // namespace dub::app
