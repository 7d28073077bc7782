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
};

// What the rules look at in one finished file.
struct JudgedFile {
    std::string path;
    const Deliverable* wanted = nullptr;
    measure::Measurement measured;
    SampleRate rate;
    int bits = 0;
    Layout layout;
    std::optional<SampleCount> length_expected; // the picture's; none: length is not judged
};

[[nodiscard]] std::vector<Verdict> judge(const Spec& spec, const JudgedFile& file);

} // namespace dub::delivery
