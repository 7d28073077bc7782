#include "ui/console/strip_colour.h"

#include <QColorDialog>

#include "engine/session/role.h"
#include "ui/theme/tokens.h"

namespace dub::ui {

void ask_strip_colour(const QColor& now, QWidget* parent, std::function<void(const std::string&)> chosen) {
    int place = 0;
    for (const session::Role role : session::roles())
        if (place < QColorDialog::customCount())
            QColorDialog::setCustomColor(place++, theme::role_colour(role));
    auto* const dialog = new QColorDialog(now, parent);
    dialog->setObjectName(QStringLiteral("strip colour"));
    dialog->setWindowTitle(QStringLiteral("Colour of the selected strips"));
    dialog->setOption(QColorDialog::DontUseNativeDialog);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(
        dialog, &QColorDialog::colorSelected, dialog,
        [chosen = std::move(chosen)](const QColor& colour) { chosen(colour.name().toStdString()); });
    dialog->open();
}

} // namespace dub::ui
