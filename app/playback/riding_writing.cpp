// Preview, snapshots, and what stands written over a stretch at once.

#include <algorithm>

#include "app/playback/riding.h"

namespace dub::app {

using session::Control;

void Riding::preview(bool on) {
    if (on == preview_) return;
    preview_ = on;
    if (on) return;
    for (auto it = hands_.begin(); it != hands_.end();) {
        if (it->second.fate != Fate::preview) {
            ++it;
            continue;
        }
        give_back(it->first);
        it = hands_.erase(it);
    }
}

// Held and, as long as a pass runs, written from here on; while the session stands from where it starts.
void Riding::write(const Control& control, double value) {
    Hand& hand = take(control, Fate::pass);
    hand.returns = false; // no finger that could let go
    send(control, hand, value);
}

void Riding::punch_preview() {
    preview_ = false;
    std::vector<std::pair<Control, double>> held;
    for (const auto& [control, hand] : hands_)
        if (hand.fate == Fate::preview) held.emplace_back(control, hand.value);
    if (held.empty()) said_ = "The preview holds nothing: begin it, then move what is to be punched.";
    std::size_t read_only = 0;
    for (const auto& [control, value] : held) {
        if (may_write(control)) {
            write(control, value);
            continue;
        }
        ++read_only;
        give_back(control);
        hands_.erase(control);
    }
    if (read_only > 0)
        said_ = "Not all was punched: strips in touch, latch or write take it, and what is not safe.";
}

void Riding::capture(std::vector<session::StripOwner> owners) {
    const session::Session& session = seen();
    if (owners.empty()) owners = session::strip_owners(session);
    std::vector<Control> controls;
    for (const session::StripOwner& owner : owners)
        for (Control& control : controls_of(owner))
            controls.push_back(std::move(control));
    captured_ = session::capture(session, controls, heard());
    for (auto& [control, value] : captured_)
        value = planned(control, heard()); // no lane's while they are suspended
    for (auto& [control, value] : captured_)
        if (const auto hand = hands_.find(control); hand != hands_.end()) value = hand->second.value;
}

void Riding::punch_capture(std::optional<SampleRange> range) {
    if (captured_.empty()) {
        said_ = "Nothing is captured: capture the values of a place first.";
        return;
    }
    const session::Session& session = seen();
    if (!range) {
        for (const auto& [control, value] : captured_)
            if (session::declared(session, control) != nullptr && may_write(control)) write(control, value);
        return;
    }
    const auto punches = session::punches_of(session, captured_, *range);
    std::vector<Control> controls;
    for (const session::PunchLane& punch : punches)
        controls.push_back({punch.strip, punch.target});
    const std::string title = titled("Snapshot", session::names_of(session, controls));
    apply(as_edits(punches), title);
}

void Riding::write_to(session::Extent extent) {
    const session::Session& session = seen();
    if (pass_ && !pass_->holding().empty()) {
        const SamplePos at = due_;
        end_pass(at, Then::goes_on, extent);
        std::erase_if(hands_, [](const auto& one) { return one.second.gliding; });
        return begin_pass(at);
    }
    std::map<Control, session::Held> held;
    std::vector<Control> controls;
    for (const auto& [control, hand] : hands_) {
        if ((hand.fate != Fate::pass && hand.fate != Fate::preview) || hand.leaving) continue;
        held.emplace(control, session::Held{hand.value, heard()});
        controls.push_back(control);
    }
    if (held.empty()) {
        said_ = "Nothing is being written or held: move a control in a pass or a preview first.";
        return;
    }
    const std::string title = titled("Write", session::names_of(session, controls));
    apply(as_edits(session::write_to(session, held, extent, heard())), title);
}

void Riding::match_now() {
    if (!pass_) return;
    for (auto& [control, hand] : hands_) {
        if (hand.fate != Fate::pass || hand.touching || hand.leaving || hand.gliding) continue;
        glide(control, hand);
    }
}

} // namespace dub::app
