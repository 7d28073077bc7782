#include "app/window/surfaces/osc_desk.h"

#include <algorithm>

namespace dub::app {

void OscDesk::unplugged() {
    others_.unplugged();
    for (const auto& peer : peers_)
        peer->surface.unplugged();
}

void OscDesk::set(const SurfaceSettings& settings) {
    unplugged();
    peers_.clear();
    port_.reset();
    if (!settings.osc) return;
    auto port = OscPort::open(settings.osc_port, settings.osc_reach);
    if (!port) return say_(port.error().text());
    port_ = std::move(*port);
}

OscDesk::Peer* OscDesk::find(const OscPeer& address) const {
    const auto found = std::ranges::find(peers_, address, [](const auto& peer) { return peer->address; });
    return found == peers_.end() ? nullptr : found->get();
}

void OscDesk::hear(const OscHeard& heard, Time now) {
    Peer* peer = find(heard.from);
    if (const auto strips = osc::subscription(heard.message)) {
        if (peer == nullptr) {
            if (peers_.size() == peers_max) {
                peers_.front()->surface.unplugged();
                peers_.erase(peers_.begin());
            }
            const auto width = static_cast<std::size_t>(*strips);
            peers_.push_back(std::make_unique<Peer>(Peer{heard.from, Surface(ports_, width), {}, now}));
            return;
        }
        peer->surface.set_width(static_cast<std::size_t>(*strips));
        peer->feedback.forget();
        peer->heard = now;
        return;
    }
    const auto said = osc::heard(heard.message);
    if (!said) return;
    (peer == nullptr ? others_heard_ : peer->heard) = now;
    (peer == nullptr ? others_ : peer->surface).take(*said, now);
}

// Nobody says over UDP that a tablet fell asleep under a finger.
void OscDesk::service(Time now) {
    if (!port_) return;
    for (const OscHeard& heard : port_->receive())
        hear(heard, now);
    const auto turn = [now](Surface& surface, Time heard) {
        surface.tick(now);
        if (now - heard >= forgotten_after) surface.unplugged();
    };
    turn(others_, others_heard_);
    for (const auto& peer : peers_)
        turn(peer->surface, peer->heard);
}

void OscDesk::show() {
    if (!port_) return;
    for (const auto& peer : peers_)
        for (const osc::OscMessage& message : peer->feedback.changes(peer->surface.face()))
            port_->send(peer->address, message);
}

} // namespace dub::app
