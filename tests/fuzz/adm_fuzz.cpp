// libFuzzer target: any bytes as the axml chunk of an ADM file.
#include <cstdint>

#include "tests/fuzz/adm_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    dub::test::try_adm({reinterpret_cast<const char*>(data), size});
    return 0;
}
