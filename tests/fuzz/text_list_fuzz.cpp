// libFuzzer target: any bytes as an Avid log and as a session text of Pro Tools.
#include <cstdint>

#include "formats/turnover/text/ale.h"
#include "formats/turnover/text/session_text.h"
#include "tests/fuzz/list_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    (void)dub::test::try_list(dub::turnover::ale::parse_ale(text, "input.ale", {}));
    (void)dub::test::try_list(dub::turnover::pt_text::parse_session_text(text, "input.txt", {}));
    return 0;
}
