#pragma once
// A list whose counting is known, as the neutral value. Any thread.

#include "formats/turnover/edl/rate.h"

namespace dub::turnover::edl {

[[nodiscard]] conform::Turnover build(const Scanned& list, const Counting& counting, Doubts& doubts);

} // namespace dub::turnover::edl
