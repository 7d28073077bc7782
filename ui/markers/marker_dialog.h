#pragma once
// What a marker says: name, place, colour, comment. One answer is one edit. [window thread]

#include <functional>

#include "ui/dialogs/form_dialog.h"
#include "ui/ports/document.h"

class QComboBox;
class QPlainTextEdit;

namespace dub::ui {

// Gets the edit when something is another now; an error of it is shown.
using EditAnswered = std::function<Result<void>(const Edit& edit)>;

class MarkerDialog final : public FormDialog {
  public:
    MarkerDialog(const session::Session& session, const session::Marker& marker, EditAnswered answered,
                 QWidget* parent);

  private:
    void fill_colours();
    Result<void> answer() override;

    session::Session session_;
    session::Marker before_;
    EditAnswered answered_;
    QLineEdit *name_, *at_;
    QComboBox* colour_;
    QPlainTextEdit* comment_;
};

} // namespace dub::ui
