// Any bytes as what comes from a control surface: MIDI messages, OSC datagrams, learned controllers and kept
// settings; a message, an error or nothing, never a crash.

#include <cstdint>
#include <string_view>

#include "app/device/osc_port.h"
#include "app/surfaces/bindings.h"
#include "app/surfaces/mackie/mackie.h"
#include "app/surfaces/settings.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    namespace app = dub::app;
    (void)app::mackie::heard({bytes, size});
    (void)app::control_moved({bytes, size});
    if (const auto said = app::mackie::greeting({bytes, size})) (void)app::mackie::answer(*said);
    for (const auto& message : app::read_osc(bytes, size)) {
        (void)app::osc::heard(message);
        (void)app::osc::subscription(message);
        (void)app::osc_bytes(message);
    }
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    (void)app::read_bindings(text, "fuzz.json");
    (void)app::read_surface_settings(text);
    return 0;
}
