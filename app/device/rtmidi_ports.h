#pragma once
// MIDI by RtMidi: JACK and the sequencer of ALSA. Nothing is printed and no server is started. [any thread]

#include "app/device/midi_ports.h"

namespace dub::app {

[[nodiscard]] std::shared_ptr<MidiPorts> rtmidi_ports();

} // namespace dub::app
