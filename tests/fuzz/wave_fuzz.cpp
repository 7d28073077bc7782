// libFuzzer target: any bytes as a RIFF, RF64 or BW64 file.
#include <cstdint>

#include "tests/fuzz/wave_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    dub::test::try_wave({reinterpret_cast<const std::byte*>(data), size});
    return 0;
}
