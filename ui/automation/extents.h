#pragma once
// How far what stands is written, in the words of buttons and menus.

#include <array>
#include <string_view>

#include "engine/session/passes/writing.h"

namespace dub::ui {

struct NamedExtent {
    session::Extent extent;
    std::string_view command, button, name;
};
inline constexpr std::array extents{
    NamedExtent{session::Extent::start, "automation.write-start", "Start", "Write to the start"},
    NamedExtent{session::Extent::punch, "automation.write-punch", "Punch-in",
                "Write back to where writing began"},
    NamedExtent{session::Extent::next, "automation.write-next", "Next", "Write to the next breakpoint"},
    NamedExtent{session::Extent::end, "automation.write-end", "End", "Write to the end"},
    NamedExtent{session::Extent::all, "automation.write-all", "All", "Write to all of the session"}};

} // namespace dub::ui
