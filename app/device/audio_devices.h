#pragma once
// The sound devices of this machine, and what a person chooses among them. The one implementation is
// PortAudio's (portaudio_devices.h); tests have another. [control]

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/device/output_patch.h"
#include "engine/core/io.h"

namespace dub::app {

struct DeviceInfo {
    std::string name; // "JACK: system"; what DeviceChoice::name takes
    std::string api;  // "JACK", "ALSA"
    int outputs = 0, inputs = 0;
    std::vector<SampleRate> rates; // those among the usual ones that it takes; at least its own
    SampleRate rate;               // its own
    double latency_ms = 0;         // of its outputs as declared, bounded to what can be
    bool is_default = false;
};

struct DeviceChoice {
    std::string name;  // empty: the default
    Layout layout;     // what is to be heard
    OutputPatch patch; // where the speakers are plugged in; empty: in the layout's order from output 1
    SampleRate rate;
    bool record = false;                // its inputs, too
    int block = 0;                      // samples; 0: as the device likes
    std::optional<SampleCount> latency; // as measured; none: as declared
};

class AudioDevices {
  public:
    virtual ~AudioDevices() = default;
    // Those that play, the default first. Error (io): there is none, and what to do.
    [[nodiscard]] virtual Result<std::vector<DeviceInfo>> list() = 0;
    // Errors: io: no such device, it is in use, it does not open; unfit: it runs at another rate, or has
    // fewer outputs than the layout or the patch wants (fold_for() says what it can play).
    [[nodiscard]] virtual Result<std::unique_ptr<AudioDevice>> open(const DeviceChoice& choice) = 0;
};

// The device of that name, or the default; the name may be written without the API before it. nullptr: none.
[[nodiscard]] const DeviceInfo* find_device(const std::vector<DeviceInfo>& devices, std::string_view name);

// Whether the device can play the choice. The sentences name the cure.
[[nodiscard]] Result<void> check_choice(const DeviceInfo& device, const DeviceChoice& choice);

// The widest of 7.1, 5.1, 2.0 and mono that fits on so many outputs and is no wider than `layout`: what to
// fold down to.
[[nodiscard]] std::optional<Layout> fold_for(const Layout& layout, int outputs);

// Device libraries report nonsense now and then: 89,478,464 ms, or less than nothing.
[[nodiscard]] double bounded_latency(double seconds);

} // namespace dub::app
