#pragma once
// What a marker says: name, place, colour, comment. One answer is one edit. [window thread]

#include <functional>

#include <QDialog>

#include "ui/ports/document.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace dub::ui {

class MarkerDialog final : public QDialog {
  public:
    // `answered` gets the edit when something is another now; what it returns is shown and the dialog stays.
    using Answered = std::function<Result<void>(const Edit& edit)>;
    MarkerDialog(const session::Session& session, const session::Marker& marker, Answered answered,
                 QWidget* parent);

  private:
    void make_form();
    void answer();
    [[nodiscard]] Result<Edit> edit() const;

    session::Session session_;
    session::Marker before_;
    Answered answered_;
    QLineEdit *name_, *at_;
    QComboBox* colour_;
    QPlainTextEdit* comment_;
    QLabel* trouble_;
};

} // namespace dub::ui
