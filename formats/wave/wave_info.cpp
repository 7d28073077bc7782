#include "formats/wave/wave_info.h"

namespace dub::wave {

int bits_of(SampleType type) {
    switch (type) {
    case SampleType::pcm8: return 8;
    case SampleType::pcm16: return 16;
    case SampleType::pcm24: return 24;
    case SampleType::pcm32:
    case SampleType::float32: return 32;
    case SampleType::float64: return 64;
    }
    return 0;
}

} // namespace dub::wave
