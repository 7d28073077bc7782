#include "engine/dsp/mix_kernels.h"

namespace dub::dsp {

const Kernels& avx2_kernels(); // mix_kernels_avx2.cpp

const Kernels& kernels() { return __builtin_cpu_supports("avx2") ? avx2_kernels() : base_kernels(); }

} // namespace dub::dsp
