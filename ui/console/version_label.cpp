#include "ui/console/version_label.h"

#include <QContextMenuEvent>
#include <QMenu>

#include "engine/session/lookup.h"
#include "ui/edit_values.h"
#include "ui/text.h"
#include "ui/theme/tokens.h"

namespace dub::ui {

VersionLabel::VersionLabel(const Ports& ports, QWidget* parent)
    : QLabel(parent)
    , ports_(ports) {
    QPalette lit = palette();
    lit.setColor(QPalette::Window, QColor(theme::input));
    lit.setColor(QPalette::WindowText, QColor(theme::on_colour));
    setPalette(lit);
    setAlignment(Qt::AlignCenter);
    setMinimumWidth(1);
    hide();
}

void VersionLabel::show_mark(const VersionMark& mark) {
    mark_ = mark;
    setVisible(!mark.version.empty());
    setText(text_of(mark.sign));
    setAutoFillBackground(!mark.sign.empty());
    setToolTip(text_of(mark.words));
    setAccessibleName(text_of(mark.words.empty() ? mark.version + " leaves it alone" : mark.words));
}

void VersionLabel::contextMenuEvent(QContextMenuEvent* event) {
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(accessibleName());
    QAction* const other = menu->addAction(QStringLiteral("What the version does here…"));
    QAction* const leave = menu->addAction(QStringLiteral("As in the main mix"));
    other->setEnabled(!ports_.document.read_only());
    leave->setEnabled(other->isEnabled() && mark_.layer != nullptr);
    connect(other, &QAction::triggered, this, [this] { change(); });
    connect(leave, &QAction::triggered, this, [this] { leave_to_mix(); });
    menu->popup(event->globalPos());
}

void VersionLabel::leave_to_mix() {
    const auto owner = mark_.layer->owner;
    const std::string name = session::name_of(ports_.document.now(), owner);
    const auto done = ports_.document.apply({{"set_version_strip",
                                              {{"version", value(ports_.automation->version())},
                                               {"strips", value(std::vector{owner})},
                                               {"as_mix", value(true)}}}},
                                            name + " as in the main mix (" + mark_.version + ")");
    if (!done) say(done.error().text());
}

} // namespace dub::ui
