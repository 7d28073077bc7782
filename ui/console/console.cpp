#include "ui/console/console.h"

#include <algorithm>

#include "ui/automation/automation_bar.h"
#include "ui/console/panner_dialog.h"
#include "ui/console/strip_view.h"

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
        bar_ = new AutomationBar(*ports_.automation, this);
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
    auto all = strips_of(now);
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
                delete view;
            }
            view = new StripView(ports_, facts, widget());
            view->say = [this](const std::string& words) { say(words); };
            view->open_panner = [this, owner = facts.owner] { open_panner(owner); };
        } else {
            view->show_facts(std::move(facts));
        }
        next.push_back(view);
    }
    for (StripView* const gone : strips_)
        if (std::ranges::find(next, gone) == next.end()) delete gone;
    const bool moved = next != strips_;
    strips_ = std::move(next);
    if (!moved) return;
    for (int place = 0; place < static_cast<int>(strips_.size()); ++place)
        row_->insertWidget(place, strips_[static_cast<std::size_t>(place)]);
}

void Console::resizeEvent(QResizeEvent* event) {
    if (bar_ != nullptr) bar_->setGeometry(0, 0, width(), bar_->sizeHint().height());
    QScrollArea::resizeEvent(event);
}

void Console::tick(double seconds, SamplePos heard) {
    if (!isVisible()) return;
    if (bar_ != nullptr) bar_->tick();
    const QRect seen = viewport()->rect();
    for (StripView* const one : strips_) {
        const QRect place(one->mapTo(viewport(), QPoint()), one->size());
        if (place.intersects(seen)) one->tick(seconds, heard);
    }
}

void Console::open_panner(const session::StripOwner& owner) {
    auto* const dialog = new PannerDialog(ports_, owner, this);
    dialog->say = [this](const std::string& words) { say(words); };
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->QWidget::show();
}

} // namespace dub::ui
