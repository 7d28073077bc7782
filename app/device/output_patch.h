#pragma once
// Which output of a device each speaker is plugged into. Speakers by name, outputs from 1 as on the box.
// Plain values, any thread.

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/layout.h"
#include "engine/core/result.h"

namespace dub::app {

struct PatchPoint {
    Speaker speaker;
    int output; // from 1
    friend bool operator==(const PatchPoint&, const PatchPoint&) = default;
};
using OutputPatch = std::vector<PatchPoint>;

inline constexpr int outputs_max = 256;

// "L=1 R=2 C=3 LFE=4". Errors (usage): an unknown speaker, a speaker or an output twice, an output below 1.
[[nodiscard]] Result<OutputPatch> parse_patch(std::string_view text);
[[nodiscard]] std::string text_of(const OutputPatch& patch);

// For each channel of the layout the device's channel, from 0. An empty patch: in order. Error (unfit): a
// speaker of the layout has no output.
[[nodiscard]] Result<std::vector<int>> channels_of(const Layout& layout, const OutputPatch& patch);

} // namespace dub::app
