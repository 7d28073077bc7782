#pragma once
// MIDI of this machine: which ports there are, and a link to a device through two of them. The one
// implementation is RtMidi's (rtmidi_ports.h); tests may have another. [control]

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/result.h"

namespace dub::app {

// One whole message as it came. Longer ones are left out: no control surface says that much.
struct MidiMessage {
    static constexpr std::size_t longest = 62;
    std::array<std::uint8_t, longest> bytes{};
    std::uint8_t size = 0;
    [[nodiscard]] std::span<const std::uint8_t> data() const { return {bytes.data(), size}; }
};

// "JACK: X-Touch:midi/playback_1", "ALSA: X-Touch:X-Touch MIDI 1".
struct MidiNames {
    std::vector<std::string> inputs;  // what can be heard
    std::vector<std::string> outputs; // what can be spoken to
    friend bool operator==(const MidiNames&, const MidiNames&) = default;
};

class MidiLink {
  public:
    virtual ~MidiLink() = default; // what was sent before goes out if it can; never waits long
    // The next message in the order they came; nullopt: none is there.
    [[nodiscard]] virtual std::optional<MidiMessage> receive() = 0;
    // Never waits. What a device does not take is kept and sent in order.
    virtual void send(std::span<const std::uint8_t> message) = 0;
    // The MIDI system below ended, or takes nothing any more: to be given up.
    [[nodiscard]] virtual bool dead() const = 0;
    // Messages that came faster than they were taken and are lost, so far.
    [[nodiscard]] virtual std::uint64_t lost() const = 0;
};

class MidiPorts {
  public:
    virtual ~MidiPorts() = default;
    // May take its time: to be asked on a thread of its own. No ports is no error.
    [[nodiscard]] virtual MidiNames names() = 0;
    // A sound server that ended is left alone until this says that it may be there again.
    virtual void look_again() = 0;
    // Either may be empty: nothing is heard, or nothing said. Errors (io): no such port, or it does not open.
    [[nodiscard]] virtual Result<std::unique_ptr<MidiLink>> open(const std::string& input,
                                                                 const std::string& output) = 0;
};

} // namespace dub::app
