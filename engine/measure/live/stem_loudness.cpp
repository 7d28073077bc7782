#include "engine/measure/live/stem_loudness.h"

#include <cassert>

#include "engine/measure/loudness.h"

namespace dub::measure {

StemLoudness::StemLoudness(std::vector<Layout> stems, SampleRate rate)
    : layouts_(std::move(stems)) {
    if (layouts_.size() > StemReadings::most) layouts_.resize(StemReadings::most);
    for (const Layout& layout : layouts_) {
        meters_.emplace_back(layout, rate, Peaks::left_out);
        channels_ += layout.channels();
    }
    rows_.resize(Layout::max_channels);
}

void StemLoudness::add(ConstAudioBlock stems) {
    assert(stems.channels() == channels_);
    int from = 0;
    for (std::size_t s = 0; s < meters_.size(); ++s) {
        const int channels = layouts_[s].channels();
        for (int c = 0; c < channels; ++c)
            rows_[static_cast<std::size_t>(c)] = stems.data(from + c);
        meters_[s].add({rows_.data(), channels, stems.samples()});
        from += channels;
    }
}

void StemLoudness::update(StemReadings& readings) const {
    readings.count = meters_.size();
    for (std::size_t s = 0; s < meters_.size(); ++s) {
        const auto& hops = meters_[s].energies_100ms();
        if (hops.empty()) continue;
        readings.stems[s].momentary = static_cast<float>(loudness_at(hops, hops.size(), 4).value);
        readings.stems[s].short_term = static_cast<float>(loudness_at(hops, hops.size(), 30).value);
    }
}

void StemLoudness::update_whole(StemReadings& readings) const {
    for (std::size_t s = 0; s < meters_.size(); ++s)
        if (const auto all = integrated_loudness(meters_[s].energies_100ms()))
            readings.stems[s].integrated = static_cast<float>(all->value);
}

} // namespace dub::measure
