#pragma once
// What a person can do, as data: views return their commands, the window puts keys, menus and the palette
// around them. Keys live in keymaps, by id. [window thread]

#include <functional>
#include <string>
#include <vector>

namespace dub::ui {

struct Command {
    std::string id;    // "clip.split": stable, what keymaps name
    std::string name;  // "Split at the cursor"
    std::string group; // of menus and the palette: "Edit", "Clip", "Fade", "View", "Go", "Marker", "Track"
    std::function<void()> run;
    std::function<bool()> enabled = [] { return true; }; // asked when a menu opens or a key is hit
};
using Commands = std::vector<Command>;

} // namespace dub::ui
