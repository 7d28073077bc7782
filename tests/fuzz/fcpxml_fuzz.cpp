// libFuzzer target: any bytes as an FCPXML.
#include <cstdint>

#include "formats/turnover/fcpxml/fcpxml.h"
#include "tests/fuzz/list_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    dub::test::try_list(
        dub::turnover::fcpxml::read_text({reinterpret_cast<const char*>(data), size}, "input", {}));
    return 0;
}
