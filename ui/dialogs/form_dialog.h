#pragma once
// A dialog of named fields: OK gives its answer, and what is wrong with it is said in the dialog, which
// stays. [window thread]

#include <QDialog>

#include "engine/core/result.h"

class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace dub::ui {

class FormDialog : public QDialog {
  protected:
    FormDialog(const QString& title, QWidget* parent);
    // A row with its name, for eyes and screen readers.
    void add_row(const char* name, QWidget* field);
    QLineEdit* add_line(const char* name, const QString& text);
    QCheckBox* add_check(const char* name, bool on);
    void add_buttons(); // the last row
    virtual Result<void> answer() = 0;

  private:
    QFormLayout* form_;
    QLabel* trouble_;
};

} // namespace dub::ui
