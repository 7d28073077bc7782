#include "ui/timeline/commands/lists.h"

namespace dub::ui::timeline {
namespace {

Command mode_command(Scene& scene, EditMode mode) {
    const NamedMode& named = edit_modes[static_cast<std::size_t>(mode)];
    return {std::string(named.command), std::string(named.name), "Mode", [&scene, mode, &named] {
                scene.view.mode = mode;
                scene.say("Edit mode: " + std::string(named.name));
            }};
}

// The same again: back to the smart tool, which does most of what the others do.
void take(Scene& scene, Tool tool) {
    scene.view.tool = scene.view.tool == tool ? Tool::smart : tool;
    if (scene.view.tool == Tool::pencil) scene.view.gain_lines = GainLines::shown;
    scene.say("Tool: " + std::string(tools[static_cast<std::size_t>(scene.view.tool)].name));
    scene.changed(Changed::preview);
}

} // namespace

Commands tool_commands(Desk desk) {
    Scene& scene = desk.scene;
    Commands all;
    for (std::size_t i = 0; i < edit_modes.size(); ++i)
        all.push_back(mode_command(scene, static_cast<EditMode>(i)));
    for (std::size_t i = 0; i < tools.size(); ++i)
        all.push_back({std::string(tools[i].command), "Tool: " + std::string(tools[i].name), "Mode",
                       [&scene, i] { take(scene, static_cast<Tool>(i)); }});
    all.push_back({"mode.automation-follows", "Automation follows edits, or stays", "Mode", [&scene] {
                       const bool stays = scene.view.automation == Automation::stays;
                       scene.view.automation = stays ? Automation::follows : Automation::stays;
                       scene.say(stays ? "Automation follows edits of the clips over it."
                                       : "Automation stays where it is when clips go elsewhere.");
                   }});
    return all;
}

} // namespace dub::ui::timeline
