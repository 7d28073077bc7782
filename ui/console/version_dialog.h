#pragma once
// What the version that is heard does to strips: trim, surrounds and LFE apart, mute. Of several it shows the
// first, and changes of all what was changed in it, as one entry of the history. [window thread]

#include "ui/dialogs/form_dialog.h"
#include "ui/ports/ports.h"

class QComboBox;
class QDoubleSpinBox;

namespace dub::ui {

class VersionDialog final : public FormDialog {
  public:
    // A version is heard, and there is at least one strip; none is a VCA.
    VersionDialog(const Ports& ports, std::vector<session::StripOwner> strips, QWidget* parent);

  private:
    Result<void> answer() override;
    QDoubleSpinBox* add_level(const char* name, Db level);

    Ports ports_;
    std::vector<session::StripOwner> strips_;
    session::VersionStrip shown_; // as it was opened
    QDoubleSpinBox *trim_, *surrounds_, *lfe_;
    QComboBox* mute_;
};

} // namespace dub::ui
