#pragma once
// What was measured of one file or one bus. What was not measured is nullopt, never 0. Values, any thread.

#include <optional>
#include <string>
#include <vector>

#include "engine/core/layout.h"
#include "engine/core/time.h"
#include "engine/core/units.h"

namespace dub::measure {

struct ChannelPeaks {
    Speaker speaker = Speaker::M;
    Dbtp true_peak;
    Dbfs sample_peak;
};

// How dialogue loudness was found (EBU R 128 s4, Netflix): by name, since each finds another number.
enum class DialogueMethod : unsigned char {
    none,
    stem_assisted,  // speech looked for in the dialogue roles' stem, loudness of the whole mix there
    fallback_gated, // less than 15 % speech: the programme's gated loudness stands in
};
[[nodiscard]] constexpr const char* name_of(DialogueMethod method) {
    switch (method) {
    case DialogueMethod::none: return "none";
    case DialogueMethod::stem_assisted: return "stem-assisted";
    case DialogueMethod::fallback_gated: return "programme-gated (speech below 15 %)";
    }
    return "none";
}

// Curves for the report: one value every 100 ms, the window ending there. Silence is -infinity.
struct Curves {
    std::vector<float> momentary_lufs;
    std::vector<float> short_term_lufs;
    std::vector<float> true_peak_dbtp; // highest of all channels within the 100 ms
};

struct Measurement {
    Layout layout;
    SampleRate rate;
    SampleCount length;
    std::optional<Lufs> integrated, momentary_max, short_term_max;
    std::optional<Lu> range;       // loudness range, EBU Tech 3342
    std::optional<Dbtp> true_peak; // highest channel; -infinity for digital silence
    std::optional<Dbfs> sample_peak;
    std::vector<ChannelPeaks> channels; // in the layout's order
    std::optional<Lufs> dialogue;
    DialogueMethod dialogue_method = DialogueMethod::none;
    std::optional<double> speech_percent; // of the whole length
    std::optional<double> leq_m_db;       // ISO 21727, later
    Curves curves;
};

} // namespace dub::measure
