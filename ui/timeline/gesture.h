#pragma once
// What a drag or a command asks of the document: edits of the catalogue as data, and the name of the entry
// they become. Pure, any thread.

#include <string>
#include <vector>

#include "ui/ports/document.h"

namespace dub::ui::timeline {

struct Gesture {
    std::string name; // of the entry in the history: "Move 3 clips"
    std::vector<Edit> edits;
    std::string why_not; // empty of edits: why nothing can be done
    [[nodiscard]] bool empty() const { return edits.empty(); }
};

// The session as it would be, by the catalogue's own edits: what a drag shows before it is let go.
[[nodiscard]] Result<session::Session> with(const session::Session& session, const Gesture& gesture);

// Points of a clip's gain envelope as edits take them: on the timeline, where the clip would lie `by` later.
[[nodiscard]] session::Value envelope_value(const session::Clip& clip,
                                            const std::vector<session::LanePoint>& points, SampleCount by);

// "Move clip DX 01 take 3", "Move 3 clips".
[[nodiscard]] std::string named(std::string_view verb, const session::Session& session,
                                const std::vector<ClipId>& clips);

} // namespace dub::ui::timeline
