#include "engine/core/time.h"

// A position plus a duration is a position; two positions do not add.
dub::SamplePos later(dub::SamplePos a, dub::SampleCount by) { return a + by; }
#ifdef DUB_MUST_FAIL
auto nonsense(dub::SamplePos a, dub::SamplePos b) { return a + b; }
#endif
