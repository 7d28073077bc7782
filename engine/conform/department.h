#pragma once
// One department's turnover once more: between in and out its clips are replaced, and nothing else. Strips,
// inserts, automation, prints, versions and all other tracks stay; a clip that is as it was keeps its id and
// whatever was done to it. What changed is listed. Pure, any thread.

#include "engine/conform/place.h"

namespace dub::conform {

enum class ChangeKind : unsigned char { added, removed, moved, changed };
[[nodiscard]] std::string_view name_of(ChangeKind kind);

struct ClipChange {
    ChangeKind kind = ChangeKind::added;
    std::string track, name; // the track it is on now; of a removed one, was on
    std::optional<SampleRange> before, after;
    std::string what; // "trimmed, gain", "from DX 1"
};

struct Updated {
    session::Session session;
    SampleRange range;
    std::vector<ClipChange> changes; // by place
    std::size_t unchanged = 0;
    Diagnostics diagnostics;
};

// The department is that of `wish`. `range`: session samples; none: what the list covers, from its start to
// the end of its last event. Errors (unfit): no track belongs to the department; a locked clip would change.
[[nodiscard]] Result<Updated> update_department(const session::Session& session, const Turnover& list,
                                                const PlaceSources& sources,
                                                const std::vector<TrackRow>& rows, const PlaceWish& wish,
                                                std::optional<SampleRange> range = {});

} // namespace dub::conform
