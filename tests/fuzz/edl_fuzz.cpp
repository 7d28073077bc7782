// libFuzzer target: any bytes as an EDL.
#include <cstdint>

#include "tests/fuzz/edl_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    dub::test::try_edl({reinterpret_cast<const char*>(data), size});
    return 0;
}
