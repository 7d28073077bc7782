#pragma once
// A stream of PortAudio as an AudioDevice. The audio thread belongs to the library; it works in buffers of
// the device itself, channel for channel as the patch says, so nothing is copied. [control]

#include <memory>

#include "app/device/audio_devices.h"
#include "app/device/portaudio_shelf.h"

namespace dub::app {

// `number`: PortAudio's of the device; `copy` is the device's own from now on, in any case.
[[nodiscard]] Result<std::unique_ptr<AudioDevice>> open_portaudio(std::shared_ptr<PortAudioShelf> shelf,
                                                                  const PortAudioFunctions& copy, int number,
                                                                  const DeviceInfo& info,
                                                                  const DeviceChoice& choice);

} // namespace dub::app
