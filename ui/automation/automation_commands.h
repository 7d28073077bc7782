#pragma once
// The commands of automation: modes of the selected tracks, preview, snapshots, writing over a stretch.
// [window thread]

#include "ui/commands.h"
#include "ui/ports/ports.h"

namespace dub::ui {

struct AutomationSelection {
    std::function<std::vector<session::StripOwner>()> strips; // empty: all
    std::function<std::optional<SampleRange>()> range;
};
// They live as long as `ports`; none without an automation port.
[[nodiscard]] Commands automation_commands(const Ports& ports, const AutomationSelection& selection,
                                           const std::function<void(const std::string&)>& say);

// set_automation of those strips: {{"mode", "touch"}}, {{"trim", true}} … Sentences go to `say`.
void set_automation(const Ports& ports, const std::vector<session::StripOwner>& strips,
                    session::Arguments what, const std::string& title,
                    const std::function<void(const std::string&)>& say);

} // namespace dub::ui
