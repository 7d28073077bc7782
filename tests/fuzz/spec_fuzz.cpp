// Any bytes as a delivery specification: an error or a spec, never a crash.

#include <cstdint>
#include <string_view>

#include "formats/delivery/spec.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    (void)dub::delivery::parse_spec({reinterpret_cast<const char*>(bytes), size}, "fuzz.json");
    return 0;
}
