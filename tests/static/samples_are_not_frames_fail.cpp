#include "engine/core/time.h"

dub::FrameCount frames(dub::FramePos a, dub::FramePos b) { return a - b; }
#ifdef DUB_MUST_FAIL
auto nonsense(dub::FramePos a, dub::SamplePos b) { return a - b; }
#endif
