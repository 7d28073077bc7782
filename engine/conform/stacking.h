#pragma once
// Lists without overlaps: which events can lie on one track, where a track holds one clip at a time and two
// only while they cross over. Pure, any thread.

#include <vector>

#include "engine/conform/turnover.h"

namespace dub::conform {

// Whether `next` may follow the last of `events`: it begins where that ends or later, or the two cross over,
// the fade out of the one as long as the fade in of the other and as what they share.
[[nodiscard]] bool follows(const std::vector<Event>& events, const Event& next);

// The events on as few tracks as that takes, in record order. At least one track, which may be empty.
[[nodiscard]] std::vector<std::vector<Event>> stacked(const std::vector<Event>& events);

} // namespace dub::conform
