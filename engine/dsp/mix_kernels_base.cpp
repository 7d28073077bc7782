#include "engine/dsp/mix_kernels.h"

namespace dub::dsp {

#define DUB_LANES 4
#define DUB_SET "base"
#include "engine/dsp/mix_kernels.inc"

const Kernels& base_kernels() { return set; }

} // namespace dub::dsp
