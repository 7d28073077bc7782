// Compiled with -mavx2: nothing here may run before kernels() has asked the processor.
#include "engine/dsp/mix_kernels.h"

namespace dub::dsp {

#define DUB_LANES 8
#define DUB_SET "avx2"
#include "engine/dsp/mix_kernels.inc"

const Kernels& avx2_kernels();
const Kernels& avx2_kernels() { return set; }

} // namespace dub::dsp
