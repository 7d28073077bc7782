// libFuzzer target: any bytes as an AAF.
#include <cstdint>

#include "tests/fuzz/aaf_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    dub::test::try_aaf({reinterpret_cast<const std::byte*>(data), size});
    return 0;
}
