// Any bytes as a session file: an error or a session that passes its checks and is written back unchanged,
// never a crash.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/session/invariants.h"
#include "formats/project/project.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto loaded = dub::project::from_text({reinterpret_cast<const char*>(bytes), size}, "fuzz.dub");
    if (!loaded) return 0;
    if (dub::has_error(dub::session::check(loaded->session))) std::abort();
    const auto text = dub::project::to_text(loaded->session);
    const auto again = dub::project::from_text(text, "again.dub");
    if (!again || dub::project::to_text(again->session) != text) std::abort();
    return 0;
}
