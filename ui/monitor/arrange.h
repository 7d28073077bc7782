#pragma once
// How speakers are put on a device. Pure.

#include "engine/monitor/settings.h"

namespace dub::ui {

// For the first start: set A has the speakers of `home` when the device has so many channels, else the most
// it has of 5.1, 2.0 and mono; set B is a near-field pair. The printmaster at 79 dB SPL, headphones off.
[[nodiscard]] monitor::MonitorSettings first_settings(const Layout& home, int device_channels);

// Other speakers: those that stay keep their controls, channels are given anew in the layout's order as far
// as the device goes. Without a sub there is no bass management.
[[nodiscard]] monitor::SpeakerSet rearranged(const monitor::SpeakerSet& set, const Layout& layout,
                                             int device_channels);

// That speaker on that channel (-1: none); whoever had it gets what this one had.
[[nodiscard]] monitor::SpeakerSet patched(monitor::SpeakerSet set, std::size_t speaker, int channel);

// Another external input: speakers in the layout's order from the device's first input on; those that were
// there keep their inputs.
[[nodiscard]] monitor::ExternalInput plugged_in(const monitor::ExternalInput& input, const Layout& layout);

// Where a speaker stands seen from above, screen at the top: column 0 (left) .. 4 (right), heights within.
struct Place {
    int row = 0, column = 0;
    friend bool operator==(Place, Place) = default;
};
[[nodiscard]] std::vector<Place> places_of(const Layout& layout); // for each speaker

} // namespace dub::ui
