#pragma once
// Which control surfaces a person has, as it is kept between starts. Pure, any thread.

#include <string>
#include <vector>

#include "engine/core/result.h"

namespace dub::app {

struct SurfaceUnit { // of Mackie Control
    enum class Kind : unsigned char { main, extender };
    Kind kind = Kind::main;
    std::string input, output; // names of MIDI ports: from it, to it
    friend bool operator==(const SurfaceUnit&, const SurfaceUnit&) = default;
};

enum class Reach : unsigned char { this_machine, network };

inline constexpr int osc_port_usual = 3819, osc_port_min = 1024, osc_port_max = 65535;
inline constexpr std::size_t units_max = 16;

struct SurfaceSettings {
    std::vector<SurfaceUnit> units; // as they stand side by side, from the left
    bool osc = false;
    int osc_port = osc_port_usual;
    Reach osc_reach = Reach::this_machine;
    friend bool operator==(const SurfaceSettings&, const SurfaceSettings&) = default;
};

// Errors (invalid): what is wrong; the surfaces are set up anew then.
[[nodiscard]] Result<SurfaceSettings> read_surface_settings(std::string_view text);
[[nodiscard]] std::string surface_settings_text(const SurfaceSettings& settings);

} // namespace dub::app
