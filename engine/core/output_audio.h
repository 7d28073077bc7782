#pragma once
// A piece of what the plan puts out while it is heard, for those who listen: monitor and meters. Any thread.

#include <string_view>

#include "engine/core/audio_block.h"
#include "engine/core/layout.h"

namespace dub {

struct OutputAudio {
    std::string_view name; // of the plan's output; owned by the plan
    Layout layout;
    ConstAudioBlock audio; // as many channels as the layout
};

// The one of that name and layout; nullptr: a plan without it is heard, or it has been given another layout.
[[nodiscard]] inline const OutputAudio* find_output(std::span<const OutputAudio> outputs,
                                                    std::string_view name, const Layout& layout) {
    for (const OutputAudio& output : outputs)
        if (output.name == name && output.layout == layout && output.audio.channels() == layout.channels())
            return &output;
    return nullptr;
}

} // namespace dub
