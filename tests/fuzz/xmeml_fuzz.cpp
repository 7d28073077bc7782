// libFuzzer target: any bytes as a list; what is read can be written and read again.
#include <cstdint>

#include "formats/turnover/xmeml/xmeml.h"
#include "tests/fuzz/list_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace list = dub::turnover::xmeml;
    const auto read = list::read_text({reinterpret_cast<const char*>(data), size}, "input", {});
    if (dub::test::try_list(read))
        dub::test::expect(dub::test::try_list(list::read_text(list::write(*read).text, "again", {})));
    return 0;
}
