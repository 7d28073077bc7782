#pragma once
// The order of a list that two people changed: mine, or theirs when only they reordered; what either put in
// stands behind what it was put behind. Two things put in at one place stand by their names, so that it does
// not matter whose is called mine. Pure, any thread.

#include <functional>
#include <string>
#include <vector>

namespace dub::session {

using Keys = std::vector<std::string>; // each once
struct MergedOrder {
    Keys keys;         // all that any of the three holds
    bool both = false; // both reordered, differently: mine
};
[[nodiscard]] MergedOrder merged_order(const Keys& base, const Keys& mine, const Keys& theirs,
                                       const std::function<std::string(const std::string&)>& name);

} // namespace dub::session
