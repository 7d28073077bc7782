#pragma once
// A quiet line above the timeline that says how many media are missing and leads to them; not there when
// nothing is wrong, or when it was put away. [window thread]

#include <functional>

#include <QFrame>

#include "ui/ports/missing.h"

class QLabel;

namespace dub::ui {

class MissingBar final : public QFrame {
  public:
    explicit MissingBar(QWidget* parent = nullptr);
    void refresh(const std::vector<MissingMedia>& list); // comes back when there are more than before

    std::function<void()> show_list = [] {}, search = [] {};

  private:
    QLabel* text_;
    std::size_t count_ = 0;
};

} // namespace dub::ui
