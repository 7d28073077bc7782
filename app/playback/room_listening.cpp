#include "app/playback/room_listening.h"

#include <algorithm>
#include <array>

namespace dub::app {
namespace {

constexpr std::array in_order{Speaker::L,   Speaker::R,   Speaker::C,   Speaker::LFE,
                              Speaker::Lss, Speaker::Rss, Speaker::Lrs, Speaker::Rrs,
                              Speaker::Ltf, Speaker::Rtf, Speaker::Ltr, Speaker::Rtr,
                              Speaker::Lts, Speaker::Rts, Speaker::Lt,  Speaker::Rt};
static_assert(in_order.size() == Layout::max_channels);

} // namespace

Layout outputs_in_order(int channels) {
    const auto count = static_cast<std::size_t>(std::clamp(channels, 1, Layout::max_channels));
    return Layout(std::span(in_order).first(count));
}

void RoomListening::follow(const session::Session& session) {
    session_ = session;
    const auto followed = room_.follow(session);
    of_session_ = followed ? "" : followed.error().text();
}

void RoomListening::move_to(const DeviceFormat& device) {
    const int channels = device.layout.channels();
    const auto settings = next_ ? *std::exchange(next_, std::nullopt) : room_.settings_of_session();
    const auto moved = room_.move_to({device.rate, channels, device.inputs}, session_, settings);
    another_plan_ = another_plan_ || (moved && *moved == ControlRoom::Plan::compile_again);
    of_device_ = moved ? "" : moved.error().text();
    channels_ = moved ? channels : 0;
}

void RoomListening::hear(const render::LivePiece& piece, AudioBlock device) noexcept {
    if (channels_.load(std::memory_order_relaxed) == device.channels())
        return room_.listener().hear(piece, device);
    // The room is set up for other channels: nothing reaches a loudspeaker it does not know.
    for (int c = 0; c < device.channels(); ++c)
        std::ranges::fill(device.channel(c), 0.0F);
}

} // namespace dub::app
