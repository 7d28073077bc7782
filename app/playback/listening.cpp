#include "app/playback/listening.h"

#include <algorithm>

namespace dub::app {

Wanted DirectListening::wanted(const session::Session& session, const Layout& device) const {
    Wanted wanted{session, {}};
    wanted.target.outputs = {{"printmaster", {}, device}};
    return wanted;
}

void DirectListening::hear(const render::LivePiece& piece, AudioBlock device) noexcept {
    // A plan made for another device may still play for a moment: it is not for these loudspeakers.
    const bool fits = !piece.outputs.empty() && piece.outputs.front().audio.channels() == device.channels();
    for (int c = 0; c < device.channels(); ++c)
        if (fits)
            std::ranges::copy(piece.outputs.front().audio.channel(c), device.data(c));
        else
            std::ranges::fill(device.channel(c), 0.0F);
}

} // namespace dub::app
