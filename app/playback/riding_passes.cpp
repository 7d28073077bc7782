// Passes: what the engine's log says of starts, stops, jumps, turns and moves, and what becomes of it.

#include <algorithm>

#include "app/playback/riding.h"
#include "engine/plan/automation/live_value.h"

namespace dub::app {

using session::AutomationMode;
using session::Control;

namespace {

constexpr SampleCount heard_within = plan::LiveValue::shortest; // of a move
// Within the speeds of pull-ups and pull-downs (25 for 24 frames is 4.2 %). Shuttling is no mixing.
constexpr double slowest = 0.9, fastest = 1.1;

Control control_of(const plan::LiveAddress& address) {
    return {address.owner, {address.insert, address.send, std::string(address.parameter)}};
}

} // namespace

void Riding::service() {
    if (parts_.player == nullptr) {
        std::erase_if(hands_, [](const auto& one) { return one.second.leaving; });
        return;
    }
    for (const render::LiveEntry& entry : parts_.player->take_log().entries) {
        if (parts_.log) parts_.log(entry);
        follow(entry);
    }
    const render::LiveState state = parts_.player->engine();
    follow_due(state.due);
    if (pass_ && !is_heard()) stop_pass(state.due, state.due, Then::goes_on);
    serve_hands(state.due);
    send_again();
}

void Riding::finish() {
    service();
    if (pass_) stop_pass(std::min(heard(), due_), due_, Then::stands);
    std::vector<Control> held;
    for (const auto& [control, hand] : hands_)
        if (hand.touching) held.push_back(control);
    asked_for_.clear(); // what they are on is what they were asked for, now
    let_go(held);
}

void Riding::follow(const render::LiveEntry& entry) {
    using render::LiveAction;
    switch (entry.action) {
    case LiveAction::start:
        stop_pass(entry.position, entry.due, Then::goes_on);
        if (runs_) leave_untouched(); // a jump
        runs_ = true;
        if (steady_ && !auditions_) begin_pass(entry.at);
        return;
    case LiveAction::stand:
        stop_pass(entry.position, entry.due, Then::stands);
        if (std::exchange(runs_, false)) leave_untouched(); // what is primed waits through a locate
        return;
    case LiveAction::speed: {
        const bool steady = entry.value >= slowest && entry.value <= fastest;
        if (!steady) stop_pass(entry.position, entry.due, Then::goes_on);
        if (steady && !steady_ && runs_) begin_pass(entry.due);
        steady_ = steady;
        return;
    }
    case LiveAction::loop: loop_ = entry.range; return;
    case LiveAction::move:
    case LiveAction::release: return follow_hand(entry);
    case LiveAction::plan: return;
    }
}

void Riding::leave_untouched() {
    for (auto& [control, hand] : hands_)
        if (hand.fate == Fate::pass && !hand.touching && !hand.leaving) leave(hand);
}

void Riding::follow_hand(const render::LiveEntry& entry) {
    follow_due(entry.due);
    const Control control = control_of(entry.address);
    const auto known = hands_.find(control);
    if (known == hands_.end()) return;
    Hand& hand = known->second;
    if (entry.action == render::LiveAction::move) {
        hand.unheard = std::max(0, hand.unheard - 1);
        hand.heard_from = entry.due;
        if (hand.fate == Fate::pass && pass_ && !hand.leaving) pass_->move(control, entry.due, entry.value);
    } else if (hand.fate == Fate::pass && !hand.leaving) { // a finger may be back on it by now
        const SampleCount within = std::max(heard_within, {static_cast<std::int64_t>(entry.value)});
        if (hand.gliding) hand.until = entry.due + within;
        if (pass_) pass_->glide(control, entry.due, within);
    }
}

// The place where moves begin to be heard goes back only where a loop turns; a run begins at the edge of a
// quantum, a little before the place it was asked for.
void Riding::follow_due(SamplePos due) {
    if (pass_ && !loop_.empty() && due + heard_within < due_) {
        end_pass(loop_.end, Then::goes_on);
        std::erase_if(hands_, [](const auto& one) { return one.second.gliding; }); // they have arrived
        begin_pass(loop_.start);
    }
    due_ = std::max(due, pass_ ? pass_->start() : due);
}

void Riding::begin_pass(SamplePos at) {
    if (!is_heard()) return;
    take_write_strips(at);
    pass_.emplace(seen(), at);
    due_ = at;
    for (auto& [control, hand] : hands_) {
        if (hand.touching && hand.fate != Fate::preview && may_write(control)) {
            hand.fate = Fate::pass;
            hand.returns = automation(control)->mode == AutomationMode::touch;
            send(control, hand, hand.value);
        }
        if (hand.fate == Fate::pass && !hand.leaving && !hand.gliding) pass_->hold(control, hand.value);
    }
}

// Strips in write hold all that a lane would move.
void Riding::take_write_strips(SamplePos at) {
    const session::Session& session = seen();
    if (settings_.suspended || !is_heard()) return;
    for (const session::StripOwner& owner : session::strip_owners(session)) {
        const session::Strip& strip = *session::find_strip(session, owner);
        if (strip.automation.mode != AutomationMode::write || strip.automation.safe) continue;
        for (const Control& one : controls_of(owner)) {
            if (session::lane_of(session, one) == nullptr || (meant(one) != one && !in_version())) continue;
            if (hands_.contains(one) && !hands_.at(one).leaving) continue;
            Hand& hand = take(one, Fate::pass);
            send(one, hand, planned(one, at));
        }
    }
}

void Riding::before_play() {
    auditions_ = false;
    if (parts_.player != nullptr && !runs_) take_write_strips(heard());
}

// What was computed ahead and never heard is not written.
void Riding::stop_pass(SamplePos position, SamplePos due, Then then) {
    if (!pass_) return;
    follow_due(due);
    if (position <= due) end_pass(position, then);
    pass_.reset();
    for (auto it = hands_.begin(); it != hands_.end();)
        it = it->second.gliding ? hands_.erase(it) : std::next(it);
}

namespace {

session::WrittenEdit for_strips(std::string name, const std::set<session::StripOwner>& owners) {
    session::WrittenEdit edit;
    edit.name = std::move(name);
    session::Value::List list;
    for (const session::StripOwner& owner : owners)
        list.emplace_back().data = owner.text();
    edit.arguments["strips"].data = std::move(list);
    return edit;
}

} // namespace

std::vector<session::WrittenEdit> Riding::coalesced() const {
    std::set<session::StripOwner> trimmed;
    for (const Control& control : written_)
        if (!in_version() && automation(control) != nullptr && control.address.parameter.ends_with(".trim"))
            trimmed.insert(control.owner);
    if (!settings_.coalesce || trimmed.empty()) return {};
    return {for_strips("coalesce_trim", trimmed)};
}

// They fall back to latch, as a person chose.
std::vector<session::WrittenEdit> Riding::latched() const {
    std::set<session::StripOwner> written;
    for (const Control& control : written_)
        if (automation(control) != nullptr && automation(control)->mode == AutomationMode::write)
            written.insert(control.owner);
    if (!settings_.latch_after_write || written.empty()) return {};
    session::WrittenEdit edit = for_strips("set_automation", written);
    edit.arguments["mode"].data = std::string("latch");
    return {std::move(edit)};
}

void Riding::end_pass(SamplePos at, Then then, std::optional<session::Extent> extent) {
    const session::PassEnd made = pass_->end(at);
    std::vector<session::PunchLane> punches = made.punches;
    std::vector<Control> controls = made.controls;
    if (extent) {
        std::map<Control, session::Held> held;
        for (const auto& [control, value] : pass_->holding()) {
            held.emplace(control, session::Held{value, pass_->punched_in(control)});
            if (std::ranges::find(controls, control) == controls.end()) controls.push_back(control);
        }
        for (auto& punch : session::write_to(seen(), held, *extent, at))
            punches.push_back(std::move(punch));
    }
    if (!punches.empty()) // what a loop's turn or a jump ended is coalesced with the rest
        for (const Control& control : controls)
            if (std::ranges::find(written_, control) == written_.end()) written_.push_back(control);
    const auto& named = controls.empty() ? written_ : controls;
    apply_pass(as_edits(punches), titled("Pass", session::names_of(parts_.session(), named)), then);
    if (!made.told.empty()) said_ = made.told.front().where + ": " + made.told.front().sentence;
}

// What a pass wrote stands, even where a trim cannot be coalesced.
void Riding::apply_pass(std::vector<session::WrittenEdit> edits, const std::string& title, Then then) {
    std::string refused;
    if (then == Then::stands) {
        const auto trims = coalesced(), modes = latched();
        edits.insert(edits.end(), modes.begin(), modes.end());
        if (!trims.empty()) {
            auto all = edits;
            all.insert(all.end(), trims.begin(), trims.end());
            written_.clear();
            const auto done = parts_.apply(all, title);
            if (done) {
                if (!done->empty()) said_ = done->front().sentence;
                return;
            }
            refused = "The trims were written and not coalesced: " + done.error().text();
        }
        written_.clear();
    }
    apply(edits, title);
    if (!refused.empty()) said_ = std::move(refused);
}

// Gives back what has arrived, what the plan says by now, and what was let go and has been heard.
void Riding::serve_hands(SamplePos due) {
    const bool told = parts_.player->up_to_date();
    for (auto it = hands_.begin(); it != hands_.end();) {
        auto& [control, hand] = *it;
        if (pass_ && hand.fate == Fate::pass && !hand.gliding && !hand.leaving && is_over(control, hand, due))
            glide(control, hand);
        const bool gone = session::declared(parts_.session(), control) == nullptr;
        const bool ends = gone || (hand.leaving && told);
        if (ends) give_back(control);
        it = ends || (hand.gliding && due >= hand.until) ? hands_.erase(it) : std::next(it);
    }
}

// Let go in touch, or its strip does not write any more.
bool Riding::is_over(const Control& control, const Hand& hand, SamplePos due) const {
    if (!may_write(control)) return true;
    return hand.returns && !hand.touching && hand.unheard == 0 && due >= hand.heard_from + heard_within;
}

void Riding::glide(const Control& control, Hand& hand) {
    hand.touching = false;
    hand.gliding = true;
    hand.until = due_ + match() + match(); // until the log says when it began
    give_back(control, match());
}

} // namespace dub::app
