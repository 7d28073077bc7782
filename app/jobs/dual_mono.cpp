#include "app/jobs/dual_mono.h"

#include <algorithm>
#include <cmath>

#include "engine/core/audio_buffer.h"

namespace dub::app {
namespace {

constexpr int pieces = 9;
constexpr int piece_samples = 4096;
constexpr float same_enough = 1.0F / 32768; // one step of 16 bits: what a converter's dither may add
constexpr float audible = 1.0F / 4096;

} // namespace

std::optional<bool> is_dual_mono(const std::filesystem::path& file, const media::SoundStream& sound) {
    if (sound.format.layout.channels() != 2) return std::nullopt;
    const auto source = media::open_sound(file, sound.index);
    if (!source) return std::nullopt;
    AudioBuffer buffer(2, piece_samples);
    float difference = 0, peak = 0;
    for (int i = 0; i < pieces; ++i) {
        const std::int64_t room = std::max<std::int64_t>(sound.format.length.value - piece_samples, 0);
        if (!(*source)->read(SamplePos{room * i / (pieces - 1)}, buffer.block())) return std::nullopt;
        const auto left = buffer.block().channel(0), right = buffer.block().channel(1);
        for (std::size_t s = 0; s < left.size(); ++s) {
            difference = std::max(difference, std::abs(left[s] - right[s]));
            peak = std::max(peak, std::abs(left[s]));
        }
    }
    if (difference > same_enough) return false;
    return peak > audible ? std::optional(true) : std::nullopt;
}

} // namespace dub::app
