#pragma once
// A version of the mix: its name, what it begins as, frame rate, language and notes. A new one is heard when
// it is made. One entry of the history. [window thread]

#include "ui/dialogs/form_dialog.h"
#include "ui/ports/ports.h"

class QComboBox;

namespace dub::ui {

class VersionForm final : public FormDialog {
  public:
    // With an automation port. No version: a new one, offered as a copy of the one that is heard.
    VersionForm(const Ports& ports, VersionId version, QWidget* parent);

  private:
    Result<void> answer() override;
    Result<void> make();
    Result<void> change();
    void add_likes();
    void add_rates();
    void add_rate_to(session::Arguments& arguments) const;
    [[nodiscard]] const session::Version* version() const; // nullptr: a new one, or it is gone

    Ports ports_;
    VersionId version_;
    session::Version shown_; // as it was opened
    QLineEdit* name_;
    QComboBox *like_ = nullptr, *rate_ = nullptr, *method_ = nullptr;
    int rate_before_ = 0, method_before_ = 0;
    QLineEdit *language_, *notes_;
};

} // namespace dub::ui
