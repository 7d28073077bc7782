#include "engine/measure/meter_kernels.h"

namespace dub::measure {

bool cpu_has_avx2() { return __builtin_cpu_supports("avx2") != 0; }

const MeterKernels& best_kernels() { return cpu_has_avx2() ? avx2_kernels() : base_kernels(); }

} // namespace dub::measure
