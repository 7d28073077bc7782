#pragma once
// What all copies of one session have in common: given once, when it is made, so that merging knows them.
// [control]

#include <string>

namespace dub::app {

// 32 hexadecimal digits from the system's randomness; no two sessions have the same.
[[nodiscard]] std::string new_lineage();

} // namespace dub::app
