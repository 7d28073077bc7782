#pragma once
// How many random cases a test tries. Where DUBSTAGE_SHORT is set, as in the short run of the sanitizers,
// which slow everything tenfold, a quarter of them.

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace dub::test {

inline std::uint64_t amount(std::uint64_t all) {
    return std::getenv("DUBSTAGE_SHORT") != nullptr ? std::max<std::uint64_t>(1, all / 4) : all;
}

} // namespace dub::test
