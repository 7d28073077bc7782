#include "engine/measure/live/level_meter.h"

#include <cassert>

#include "engine/dsp/true_peak.h"

namespace dub::measure {

LevelMeter::LevelMeter(int channels, SampleRate rate, PpmKind kind)
    : channels_(static_cast<std::size_t>(channels))
    , ballistics_(static_cast<std::size_t>(channels), Ppm(kind, rate)) {}

void LevelMeter::add(ConstAudioBlock sound, std::span<const float> gains) noexcept {
    assert(sound.channels() == channels());
    for (int c = 0; c < sound.channels(); ++c) {
        const auto at = static_cast<std::size_t>(c);
        const float gain = gains.empty() ? 1 : gains[at];
        channels_[at].peak.raise(dsp::largest(sound.data(c), sound.samples()) * gain);
        ballistics_[at].add(sound.channel(c), gain);
        channels_[at].ppm.raise(ballistics_[at].take());
    }
}

void LevelMeter::add_silence(int samples) noexcept {
    for (std::size_t c = 0; c < channels_.size(); ++c) {
        ballistics_[c].fall(samples);
        channels_[c].ppm.raise(ballistics_[c].take());
    }
}

} // namespace dub::measure
