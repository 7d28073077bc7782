#pragma once
// The devices PortAudio knows, of its host APIs JACK and ALSA. Each call looks anew. [control]

#include "app/device/audio_devices.h"

namespace dub::app {

[[nodiscard]] std::shared_ptr<AudioDevices> portaudio_devices();

} // namespace dub::app
