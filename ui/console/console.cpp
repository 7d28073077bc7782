#include "ui/console/console.h"

#include <algorithm>

#include "engine/session/strips.h"
#include "ui/automation/automation_bar.h"
#include "ui/console/panner_dialog.h"
#include "ui/console/slots_dialog.h"
#include "ui/console/strip_facts.h"
#include "ui/console/strip_view.h"
#include "ui/console/version_dialog.h"

namespace dub::ui {

Console::Console(const Ports& ports, QWidget* parent)
    : QScrollArea(parent)
    , ports_(ports) {
    setAccessibleName(QStringLiteral("Console"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* const inside = new QWidget(this);
    row_ = new QHBoxLayout(inside);
    row_->setContentsMargins(0, 0, 0, 0);
    row_->setSpacing(0);
    row_->addStretch(1);
    setWidget(inside);
    if (ports_.automation != nullptr) {
        bar_ = new AutomationBar(ports_, this);
        bar_->say = [this](const std::string& words) { say(words); };
        bar_->selection = [this] { return selection(); };
        setViewportMargins(0, bar_->sizeHint().height(), 0, 0);
    }
    show(ports_.document.now());
}

StripView* Console::strip(const session::StripOwner& owner) const {
    const auto found =
        std::ranges::find_if(strips_, [&](const StripView* one) { return one->owner() == owner; });
    return found == strips_.end() ? nullptr : *found;
}

// Strips are kept by owner: an edit of one repaints that one.
void Console::show(const session::Session& now) {
    version_ = ports_.automation == nullptr ? VersionId{} : ports_.automation->version();
    auto all = strips_of(now, version_);
    std::vector<StripView*> next;
    for (StripFacts& facts : all) {
        StripView* view = strip(facts.owner);
        if (view != nullptr && view->shows(facts)) {
            next.push_back(view);
            continue;
        }
        if (view == nullptr || view->is_other(facts)) {
            if (view != nullptr) {
                std::erase(strips_, view);
                retire(*view);
            }
            view = make_strip(facts);
        } else {
            view->show_facts(std::move(facts));
        }
        next.push_back(view);
    }
    for (StripView* const gone : strips_) {
        if (std::ranges::find(next, gone) != next.end()) continue;
        choice_.forget(gone->owner());
        if (choice_.spilled() == gone->owner()) choice_.unspill();
        retire(*gone);
    }
    const bool moved = next != strips_;
    strips_ = std::move(next);
    for (int place = 0; moved && place < static_cast<int>(strips_.size()); ++place)
        row_->insertWidget(place, strips_[static_cast<std::size_t>(place)]);
    if (moved || choice_.spilled()) place_strips();
}

// What a strip's own hand did may be the reason.
void Console::retire(StripView& view) {
    row_->removeWidget(&view);
    view.hide();
    view.deleteLater();
}

StripView* Console::make_strip(const StripFacts& facts) {
    auto* const view = new StripView(ports_, facts, widget());
    const session::StripOwner owner = facts.owner;
    view->say = [this](const std::string& words) { say(words); };
    view->open_panner = [this, owner] { open_panner(owner); };
    view->open_slots = [this, owner] { open_slots(owner); };
    view->open_version = [this, owner] { open_version({owner}); };
    view->clicked = [this, owner](Qt::KeyboardModifiers keys) { click(owner, keys); };
    view->menu = [this](QPoint at) { menu(at); };
    view->spill = [this, owner] { spill(owner); };
    view->means = [this, owner](Qt::KeyboardModifiers keys) { return meant(owner, keys); };
    return view;
}

void Console::resizeEvent(QResizeEvent* event) {
    if (bar_ != nullptr) bar_->setGeometry(0, 0, width(), bar_->sizeHint().height());
    QScrollArea::resizeEvent(event);
}

void Console::tick(double seconds, SamplePos heard) {
    if (!isVisible()) return;
    if (bar_ != nullptr) bar_->tick();
    if (ports_.automation != nullptr && ports_.automation->version() != version_) show(ports_.document.now());
    const QRect seen = viewport()->rect();
    for (StripView* const one : strips_) {
        const QRect place(one->mapTo(viewport(), QPoint()), one->size());
        if (!one->isHidden() && place.intersects(seen)) one->tick(seconds, heard);
    }
}

std::vector<session::StripOwner> Console::order() const {
    std::vector<session::StripOwner> owners;
    for (const StripView* const one : strips_)
        if (!one->isHidden()) owners.push_back(one->owner());
    return owners;
}

void Console::place_strips() {
    const auto& spilled_by = choice_.spilled();
    const auto shown =
        spilled_by ? session::spilled(ports_.document.now(), *spilled_by) : std::set<session::StripOwner>{};
    for (StripView* const one : strips_) {
        const session::StripOwner& owner = one->owner();
        one->setVisible(!spilled_by || shown.contains(owner));
        one->show_place({choice_.width_of(owner), choice_.has(owner), spilled_by == owner});
    }
}

void Console::choose(std::set<session::StripOwner> owners) {
    choice_.choose(std::move(owners));
    place_strips();
}

void Console::click(const session::StripOwner& owner, Qt::KeyboardModifiers keys) {
    using Click = StripChoice::Click;
    choice_.click(owner,
                  keys.testFlag(Qt::ControlModifier) ? Click::toggled
                  : keys.testFlag(Qt::ShiftModifier) ? Click::up_to
                                                     : Click::alone,
                  order());
    place_strips();
    choice_changed();
}

void Console::spill(const session::StripOwner& owner) {
    choice_.spill(owner);
    place_strips();
}

// All of its kind: tracks, buses or VCAs.
std::vector<session::StripOwner> Console::meant(const session::StripOwner& owner,
                                                Qt::KeyboardModifiers keys) const {
    if (!keys.testFlag(Qt::AltModifier)) return {owner};
    if (keys.testFlag(Qt::ShiftModifier)) return {choice_.chosen().begin(), choice_.chosen().end()};
    std::vector<session::StripOwner> all;
    for (const StripView* const one : strips_) {
        const session::StripOwner& other = one->owner();
        if (bool(other.track) == bool(owner.track) && bool(other.vca) == bool(owner.vca))
            all.push_back(other);
    }
    return all;
}

void Console::open_slots(const session::StripOwner& owner) {
    auto* const dialog = new SlotsDialog(ports_, owner, this);
    dialog->say = [this](const std::string& words) { say(words); };
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->QWidget::show();
}

void Console::open_version(std::vector<session::StripOwner> strips) {
    std::erase_if(strips, [](const session::StripOwner& one) { return bool(one.vca); });
    if (strips.empty()) return say("A version does nothing to VCAs: select tracks or buses.");
    auto* const dialog = new VersionDialog(ports_, std::move(strips), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->QWidget::show();
}

void Console::open_panner(const session::StripOwner& owner) {
    auto* const dialog = new PannerDialog(ports_, owner, this);
    dialog->say = [this](const std::string& words) { say(words); };
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->QWidget::show();
}

} // namespace dub::ui
