#pragma once
// Rules over measured values. Pure, any thread.

#include <optional>
#include <string>
#include <vector>

#include "engine/measure/measurement.h"
#include "formats/delivery/spec.h"

namespace dub::delivery {

struct Verdict {
    std::string spec, rule, file; // file: path relative to the delivery
    std::optional<double> value;  // what was measured; none: not measured
    std::string limit;            // "-23.0 +-0.2 LUFS"
    std::optional<bool> pass;     // none: not judged (and why, in `sentence`)
    std::string sentence;
    Weight weight = Weight::required; // advice is never judged
};

// How much of the programme a file holds. Loudness and its range are judged over the whole of it: of a
// segment they are not judged, of the segments taken together nothing else is.
enum class Holds : unsigned char { programme, segment, all_segments };

// What the rules look at in one finished file.
struct JudgedFile {
    std::string path;
    const Deliverable* wanted = nullptr;
    measure::Measurement measured;
    SampleRate rate;
    int bits = 0;
    Layout layout;
    std::optional<SampleCount> length_expected; // the picture's; none: length is not judged
    Holds holds = Holds::programme;
};

// What a rule of the spec allows, with its unit, as verdicts say it: "-23.0 +-0.2 LUFS", "<= -1 dBTP"; of
// rules that compare with the wanted file what those files are wanted as: "48000 Hz", "5.1".
[[nodiscard]] std::string limit_text(const Spec& spec, const Rule& rule);
// The window of a dialogue rule where there is too little speech; empty without one.
[[nodiscard]] std::string fallback_text(const Rule& rule);

[[nodiscard]] std::vector<Verdict> judge(const Spec& spec, const JudgedFile& file);

} // namespace dub::delivery
