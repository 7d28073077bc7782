#pragma once
// The mark a version leaves on a strip that it changes, lit; without a change it is an empty place, and while
// the main mix is heard not even that. A right click changes what the version does here, or leaves the strip
// to the mix again. [window thread]

#include <functional>

#include <QLabel>

#include "ui/console/version_mark.h"
#include "ui/ports/ports.h"

namespace dub::ui {

class VersionLabel final : public QLabel {
  public:
    VersionLabel(const Ports& ports, QWidget* parent);
    void show_mark(const VersionMark& mark);
    std::function<void()> change = [] {}; // asked for in its menu
    std::function<void(const std::string&)> say = [](const std::string&) {};

  protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

  private:
    void leave_to_mix();

    Ports ports_;
    VersionMark mark_;
};

} // namespace dub::ui
