#include "formats/wave/pcm_kernels.inc"

namespace dub::wave {

const PcmKernels& pcm_kernels_base() { return kernels; }

} // namespace dub::wave
