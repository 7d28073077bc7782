#pragma once
// A reel, act or part: its name, first and last frame of action, leader and pops. One answer is one edit.
// [window thread]

#include "ui/markers/marker_dialog.h"

class QCheckBox;

namespace dub::ui {

class ReelDialog final : public FormDialog {
  public:
    ReelDialog(const session::Session& session, const session::Segment& segment, EditAnswered answered,
               QWidget* parent);

  private:
    Result<void> answer() override;
    [[nodiscard]] Result<FramePos> frame_of(const QLineEdit& line, FramePos before) const;

    session::Session session_;
    session::Segment before_;
    EditAnswered answered_;
    QLineEdit *name_, *first_, *last_, *leader_;
    QCheckBox *two_pop_, *tail_pop_;
};

} // namespace dub::ui
