#include "ui/timeline/scene.h"

#include <algorithm>

#include "engine/session/edits/lane_following.h"
#include "engine/session/lookup.h"
#include "ui/edit_values.h"
#include "ui/timeline/fade_gestures.h"

namespace dub::ui::timeline {

namespace {

// Every edit that can take automation along is told.
void say_where_automation_goes(Edit& edit, Automation goes) {
    const session::EditDeclaration* const declared = session::find_edit(edit.name);
    const std::string name(session::automation_argument.name);
    const auto takes = [&](const session::ArgumentDeclaration& one) { return one.name == name; };
    if (declared == nullptr || std::ranges::none_of(declared->arguments, takes)) return;
    const auto word = session::lanes_go_names[static_cast<std::size_t>(goes)]; // the same order
    edit.arguments.emplace(name, value(std::string(word)));
}

} // namespace

bool Scene::apply(const Gesture& gesture) {
    if (gesture.empty()) {
        if (!gesture.why_not.empty()) say(gesture.why_not);
        return false;
    }
    if (ports.document.read_only()) {
        say("This session is read-only here: another program has it open. Save a copy to edit it.");
        return false;
    }
    std::vector<Edit> edits = gesture.edits;
    for (Edit& edit : edits)
        say_where_automation_goes(edit, view.automation);
    if (view.auto_fades == AutoFades::on)
        for (Edit& fade : fades_after(session, gesture))
            edits.push_back(std::move(fade));
    const auto done = ports.document.apply(edits, gesture.name);
    if (!done) say(done.error().text());
    return done.has_value();
}

std::string Scene::timecode(SamplePos at) const { return session::timecode(session, at); }

} // namespace dub::ui::timeline
