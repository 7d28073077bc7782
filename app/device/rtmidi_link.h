#pragma once
// A link over two ports of RtMidi. What comes is put on a ring by the MIDI system's own thread, which with
// JACK is one that must not wait; what goes is sent by a thread of the link, because RtMidi waits for room
// that a dead sound server never makes. Include it only where RtMidi is. [control]

#include <RtMidi.h>

#include "app/device/jack_watch.h"
#include "app/device/midi_ports.h"

namespace dub::app {

// Open ports; either may be none. `watch`: over the server they are clients of; none with ALSA.
[[nodiscard]] std::unique_ptr<MidiLink> rtmidi_link(std::unique_ptr<RtMidiIn> in,
                                                    std::unique_ptr<RtMidiOut> out,
                                                    std::shared_ptr<const JackWatch> watch);

} // namespace dub::app
