#include "app/jobs/sound_piece.h"

#include "engine/core/audio_buffer.h"

namespace dub::app {

std::vector<float> sound_of(const SoundPiece& piece) {
    const auto source = media::open_sound(piece.file, piece.stream);
    if (!source) return {};
    const AudioFormat& format = (*source)->format();
    const int channels = format.layout.channels();
    if (piece.channel < 0 || piece.channel >= channels || piece.length.value <= 0 ||
        piece.length.value > 60 * format.rate.hz)
        return {};
    AudioBuffer buffer(channels, static_cast<int>(piece.length.value));
    if (!(*source)->read(piece.from, buffer.block())) return {};
    const auto row = buffer.block().channel(piece.channel);
    return {row.begin(), row.end()};
}

} // namespace dub::app
