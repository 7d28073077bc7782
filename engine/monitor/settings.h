#pragma once
// What the knobs of the monitor say: where it listens, how loud, on which speakers. A value; the window keeps
// and saves it, the monitor is given a copy (monitor.h). Any thread. Nothing of it is part of a session, and
// nothing of it reaches a file.

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/layout.h"
#include "engine/core/result.h"
#include "engine/core/units.h"

namespace dub::monitor {

enum class Switch : unsigned char { off, on };

// What the source is folded to before it is heard, by the coefficients of the deliveries; a source that has
// no more channels than that is heard as it is.
enum class Listen : unsigned char { as_it_is, seven_one, five_one, lo_ro, mono };

struct SpeakerControl {
    Switch solo = Switch::off, mute = Switch::off, inverted = Switch::off;
    Db trim;             // -40 .. 20
    double delay_ms = 0; // 0 .. 500, to the nearest sample
    friend bool operator==(const SpeakerControl&, const SpeakerControl&) = default;
};

struct SpeakerSet {
    std::string name;
    Layout layout;                        // the speakers there are
    std::vector<int> patch;               // for each the channel of the device; -1: not connected
    std::vector<SpeakerControl> controls; // for each
    // Sound pressure of one front speaker for pink noise of -20 dBFS rms at 0 dB, found by calibration: dB
    // SPL, C-weighted, slow. 40 .. 110.
    double reference_spl = 85;
    // Below this what the speakers get goes to the sub (Linkwitz-Riley, 24 dB/oct), the LFE's; none: all
    // speakers play all. 40 .. 200 Hz.
    std::optional<Hz> crossover;
    Db lfe{10}; // in-band gain of the LFE channel, 0 .. 12 (SMPTE ST 202: +10)
    friend bool operator==(const SpeakerSet&, const SpeakerSet&) = default;
};

// Heard beside the speakers: what they get folded to Lo/Ro by the session's coefficients (as a 2.0 delivery;
// ITU-R BS.775-3 unless edited). Dim and mute leave it alone.
struct Headphones {
    Switch on = Switch::off;
    std::array<int, 2> patch{-1, -1};
    Db level{-20}; // -80 .. 0
    friend bool operator==(const Headphones&, const Headphones&) = default;
};

// What is plugged into the device: heard as the source "input".
struct ExternalInput {
    Layout layout;          // no channels: nothing is recorded
    std::vector<int> patch; // for each speaker the input of the device it comes in on, from 0; -1: silence
    friend bool operator==(const ExternalInput&, const ExternalInput&) = default;
};

struct MonitorSettings {
    std::string source; // name of a live output: "printmaster", a stem, "M&E", a delivered file, "input" …
    Listen listen = Listen::as_it_is;
    Switch mono = Switch::off; // on top of `listen`
    double level_spl = 85;     // 30 .. 110: what a front speaker gives for -20 dBFS rms
    Db surrounds;              // of a preset: -3 where surrounds are aligned to 82 beside fronts at 85
    Switch dim = Switch::off, mute = Switch::off;
    double dim_db = 20; // 6 .. 40
    std::array<SpeakerSet, 2> sets;
    int set = 0; // 0 or 1
    Headphones headphones;
    Db pfl_trim; // -40 .. 20: on top of all levels for what is soloed before its fader
    ExternalInput input;
    std::optional<Speaker> noise; // calibration: band-limited pink noise (noise.h) in this speaker alone
    friend bool operator==(const MonitorSettings&, const MonitorSettings&) = default;
};

struct LevelPreset {
    std::string_view name;
    double level_spl;
    Db surrounds;
};
// "85/82 film", "82", "79", "76".
[[nodiscard]] std::span<const LevelPreset> level_presets();
[[nodiscard]] MonitorSettings with_preset(MonitorSettings settings, const LevelPreset& preset);

// A set of all speakers of a layout on as many channels of the device, in the layout's order.
[[nodiscard]] SpeakerSet plain_set(std::string name, const Layout& layout);

// Errors (unfit, the sentence names the speaker and the range): a value out of its range, a channel that the
// chosen set or the headphones need and the device does not have, or that is patched twice, lists that are
// not as long as the layout, a crossover without a sub. Inputs the device does not have are silence.
[[nodiscard]] Result<void> check(const MonitorSettings& settings, int device_channels);

// The factor on each speaker of a set, by the speaker's number: level, trims, surrounds, dim, mute, solo,
// polarity.
using SpeakerGains = std::array<float, speaker_count>;
[[nodiscard]] SpeakerGains speaker_gains(const MonitorSettings& settings, const SpeakerSet& set);

} // namespace dub::monitor
