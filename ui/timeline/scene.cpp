#include "ui/timeline/scene.h"

#include "engine/session/lookup.h"
#include "ui/timeline/fade_gestures.h"

namespace dub::ui::timeline {

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
    if (view.auto_fades == AutoFades::on)
        for (Edit& fade : fades_after(session, gesture))
            edits.push_back(std::move(fade));
    const auto done = ports.document.apply(edits, gesture.name);
    if (!done) say(done.error().text());
    return done.has_value();
}

std::string Scene::timecode(SamplePos at) const { return session::timecode(session, at); }

} // namespace dub::ui::timeline
