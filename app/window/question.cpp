#include "app/window/question.h"

#include <QMessageBox>
#include <QPushButton>

namespace dub::app {

std::size_t ask(QWidget* parent, const Question& question) {
    QMessageBox box(parent);
    box.setWindowTitle(QString::fromStdString(question.title));
    box.setText(QString::fromStdString(question.title));
    box.setInformativeText(QString::fromStdString(question.sentence));
    std::vector<QAbstractButton*> buttons;
    for (const std::string& answer : question.answers)
        buttons.push_back(box.addButton(QString::fromStdString(answer), QMessageBox::ActionRole));
    box.setDefaultButton(static_cast<QPushButton*>(buttons.front()));
    box.setEscapeButton(buttons.back());
    box.exec();
    for (std::size_t i = 0; i < buttons.size(); ++i)
        if (buttons[i] == box.clickedButton()) return i;
    return buttons.size() - 1;
}

} // namespace dub::app
