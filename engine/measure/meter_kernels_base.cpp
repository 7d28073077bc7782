#include "engine/measure/meter_kernels.h"

#include "engine/measure/meter_kernels.inc"

namespace dub::measure {

const MeterKernels& base_kernels() { return kernels; }

} // namespace dub::measure
