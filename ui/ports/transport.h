#pragma once
// The transport as windows see it. Audio is the clock: `heard` is what comes out of the loudspeakers now, the
// device's latency taken off, and picture and playhead follow it. [window thread]

#include <cstdint>
#include <optional>
#include <string>

#include "engine/core/result.h"
#include "engine/core/time.h"

namespace dub::ui {

enum class DeviceHealth : unsigned char {
    none,    // no device is chosen or there is none: the transport runs by the machine's clock, silent
    running, // sound comes
    lost,    // it went away under us; position is kept, reconnect() tries again
};

struct TransportState {
    SamplePos heard;      // session samples
    double speed = 0;     // 0 stopped, 1 playing, 2 4 8 and negative while shuttling
    bool waiting = false; // play was asked for, media are being read ahead
    std::optional<SampleRange> loop;
    DeviceHealth health = DeviceHealth::none;
    std::string device;          // "JACK: system, 48000 Hz, 8 outputs"
    std::string device_sentence; // what is wrong with it and the cure; empty: nothing
    std::uint64_t underruns = 0; // places where the disk was too slow
    double load = 0;             // of the audio callback, 0..1 of its period
};

class TransportPort {
  public:
    virtual ~TransportPort() = default;
    [[nodiscard]] virtual TransportState state() const = 0;
    virtual void play(double speed) = 0; // 1: as it is; others are varispeed
    virtual void stop() = 0;
    virtual void locate(SamplePos to) = 0; // while playing: goes on from there
    // Plays the sound of [from, from + length) once, as a frame step or a scrub does.
    virtual void audition(SampleRange range) = 0;
    virtual void loop(std::optional<SampleRange> range) = 0;
    virtual Result<void> reconnect() = 0;
};

} // namespace dub::ui
