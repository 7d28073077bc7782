#include "ui/automation/automation_commands.h"

#include <algorithm>

#include "engine/session/lookup.h"
#include "ui/automation/extents.h"
#include "ui/edit_values.h"

namespace dub::ui {
namespace {

using Say = std::function<void(const std::string&)>;
constexpr std::pair<const char*, const char*> modes[] = {
    {"off", "Off"}, {"read", "Read"}, {"touch", "Touch"}, {"latch", "Latch"}, {"write", "Write"}};

std::vector<session::StripOwner> meant(const Ports& ports, const AutomationSelection& selection) {
    auto strips = selection.strips();
    return strips.empty() ? session::strip_owners(ports.document.now()) : strips;
}

// Of the first strip: all become the other.
bool is_on(const Ports& ports, const std::vector<session::StripOwner>& strips,
           bool session::Automation::*member) {
    const session::Strip* const first =
        strips.empty() ? nullptr : session::find_strip(ports.document.now(), strips.front());
    return first != nullptr && first->automation.*member;
}

void add_modes(Commands& all, const Ports& ports, const AutomationSelection& selection, const Say& say) {
    const auto writable = [ports] { return !ports.document.read_only(); };
    for (const auto& [id, name] : modes)
        all.push_back({std::string("automation.") + id, std::string("Mode of the selected tracks: ") + name,
                       "Automation",
                       [ports, selection, say, id = id, name = name] {
                           set_automation(ports, meant(ports, selection), {{"mode", value(id)}},
                                          std::string("Automation: ") + name, say);
                       },
                       writable});
    struct Switch {
        const char *id, *name;
        bool session::Automation::*member;
    };
    for (const Switch& one : {Switch{"trim", "Trim", &session::Automation::trim},
                              Switch{"safe", "Safe", &session::Automation::safe}})
        all.push_back({std::string("automation.") + one.id,
                       std::string("Mode of the selected tracks: ") + one.name + " on or off", "Automation",
                       [ports, selection, say, one] {
                           const auto strips = meant(ports, selection);
                           const bool on = !is_on(ports, strips, one.member);
                           set_automation(ports, strips, {{one.id, value(on)}},
                                          std::string("Automation: ") + one.name + (on ? " on" : " off"),
                                          say);
                       },
                       writable});
}

} // namespace

void set_automation(const Ports& ports, const std::vector<session::StripOwner>& strips,
                    session::Arguments what, const std::string& title, const Say& say) {
    what["strips"] = value(strips);
    const auto done = ports.document.apply({{"set_automation", std::move(what)}}, title);
    if (!done) say(done.error().text());
}

Commands automation_commands(const Ports& ports, const AutomationSelection& selection, const Say& say) {
    Commands all;
    if (ports.automation == nullptr) return all;
    AutomationPort& port = *ports.automation;
    const auto add = [&](const char* id, const char* name, std::function<void()> run) {
        all.push_back({std::string("automation.") + id, name, "Automation", std::move(run)});
    };
    add_modes(all, ports, selection, say);
    add("preview", "Preview: hands are heard, nothing is written",
        [&port] { port.preview(!port.previewing()); });
    add("punch-preview", "Punch preview: what it holds is written from here on",
        [&port] { port.punch_preview(); });
    add("capture", "Capture what is heard of the selected tracks, or of all",
        [&port, selection] { port.capture(selection.strips()); });
    add("punch-capture", "Punch capture: over the selection, or from here on",
        [&port, selection] { port.punch_capture(selection.range()); });
    for (const NamedExtent& one : extents)
        all.push_back({std::string(one.command), std::string(one.name), "Automation",
                       [&port, to = one.extent] { port.write_to(to); }});
    add("match", "Match now: all that writes glides back", [&port] { port.match_now(); });
    add("suspend", "Suspend automation", [&port] {
        auto settings = port.settings();
        settings.suspended = !settings.suspended;
        port.set(settings);
    });
    return all;
}

} // namespace dub::ui
