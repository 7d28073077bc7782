#pragma once
// What a person can ask of a window, as data: menus, the palette and the keymaps are all made of the same
// list. Every command runs at once and tells its trouble in the status line. [window thread]

#include <functional>
#include <string>
#include <vector>

namespace dub::ui {

struct Command {
    std::string id;                // "clip.split": what keymaps name; never changes
    std::string name;              // "Split clips at the cursor"
    std::string group;             // "Clip": the menu it is in
    std::function<void()> run;     // only called when enabled
    std::function<bool()> enabled; // none: always
};

using Commands = std::vector<Command>;

[[nodiscard]] inline bool can_run(const Command& command) { return !command.enabled || command.enabled(); }

} // namespace dub::ui
