// Compiled with -mavx2 where the compiler knows it (formats/CMakeLists.txt); called only where the processor
// has it.
#include "formats/wave/pcm_kernels.inc"

namespace dub::wave {

const PcmKernels& pcm_kernels_avx2() { return kernels; }

} // namespace dub::wave
