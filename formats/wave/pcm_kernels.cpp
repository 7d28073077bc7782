#include "formats/wave/pcm_kernels.h"

namespace dub::wave {

const PcmKernels& pcm_kernels() {
#if defined(__x86_64__)
    static const bool avx2 = __builtin_cpu_supports("avx2") != 0;
    if (avx2) return pcm_kernels_avx2();
#endif
    return pcm_kernels_base();
}

} // namespace dub::wave
