#include "ui/timeline/edit_bar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QToolButton>

#include "ui/text.h"
#include "ui/theme/tokens.h"
#include "ui/timeline/snapping.h"
#include "ui/timeline/timeline.h"

namespace dub::ui::timeline {
namespace {

template <class List>
QComboBox* choices(const List& list, const char* name, const char* tip, QWidget* parent) {
    auto* const made = new QComboBox(parent);
    made->setAccessibleName(QString::fromLatin1(name));
    made->setToolTip(QString::fromLatin1(tip));
    made->setFocusPolicy(Qt::TabFocus);
    for (const auto& one : list)
        made->addItem(text_of(one.name));
    return made;
}

QToolButton* switch_of(const char* text, const char* name, const char* tip, QWidget* parent) {
    auto* const made = new QToolButton(parent);
    made->setText(QString::fromLatin1(text));
    made->setCheckable(true);
    made->setFocusPolicy(Qt::TabFocus);
    made->setAccessibleName(QString::fromLatin1(name));
    made->setToolTip(QString::fromLatin1(tip));
    return made;
}

void show_index(QComboBox& box, std::size_t index) {
    if (box.currentIndex() != static_cast<int>(index)) box.setCurrentIndex(static_cast<int>(index));
}

} // namespace

EditBar::EditBar(Timeline& timeline, QWidget* parent)
    : QWidget(parent)
    , timeline_(timeline)
    , tool_(choices(tools, "Tool", "Tool: what the mouse does on clips", this))
    , mode_(choices(edit_modes, "Edit mode", "Edit mode: where clips land when they move", this))
    , nudge_(choices(nudges(), "Nudge value", "Nudge value: how far , and . move", this))
    , fades_(switch_of("10 ms", "Automatic fades",
                       "Edges that an edit makes get fades of 10 ms, cuts crossfades", this))
    , automation_(switch_of("Auto follows", "Automation follows edits",
                            "Automation goes along when clips over it are moved, copied or taken away",
                            this)) {
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::grid / 2);
    for (QWidget* const part : std::initializer_list<QWidget*>{tool_, mode_, nudge_, fades_, automation_})
        row->addWidget(part);
    const auto choose = [this](QComboBox* box, auto change) {
        connect(box, &QComboBox::activated, this, [this, change](int index) {
            auto view = timeline_.view_state();
            change(view, index);
            timeline_.set_view_state(std::move(view));
        });
    };
    choose(tool_, [](ViewState& view, int index) {
        view.tool = static_cast<Tool>(index);
        if (view.tool == Tool::pencil) view.gain_lines = GainLines::shown;
    });
    choose(mode_, [](ViewState& view, int index) { view.mode = static_cast<EditMode>(index); });
    choose(nudge_, [](ViewState& view, int index) { view.nudge = static_cast<std::size_t>(index); });
    connect(fades_, &QToolButton::clicked, this, [this](bool on) {
        auto view = timeline_.view_state();
        view.auto_fades = on ? AutoFades::on : AutoFades::off;
        timeline_.set_view_state(std::move(view));
    });
    connect(automation_, &QToolButton::clicked, this, [this](bool on) {
        auto view = timeline_.view_state();
        view.automation = on ? Automation::follows : Automation::stays;
        timeline_.set_view_state(std::move(view));
    });
    tick();
}

void EditBar::tick() {
    const ViewState& view = timeline_.view_state();
    show_index(*tool_, static_cast<std::size_t>(view.tool));
    show_index(*mode_, static_cast<std::size_t>(view.mode));
    show_index(*nudge_, view.nudge);
    const bool fades = view.auto_fades == AutoFades::on;
    if (fades_->isChecked() != fades) fades_->setChecked(fades);
    const bool follows = view.automation == Automation::follows;
    if (automation_->isChecked() != follows) automation_->setChecked(follows);
}

} // namespace dub::ui::timeline
