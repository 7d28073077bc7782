#pragma once
// Versions of the mix made, changed, removed and heard; by commands and by the button beside the choice.
// [window thread]

#include <QToolButton>

#include "ui/commands.h"
#include "ui/ports/ports.h"

namespace dub::ui {

// They live as long as `ports`, that has an automation port, and `parent`, over which their forms open.
[[nodiscard]] Commands version_commands(const Ports& ports, QWidget* parent,
                                        const std::function<void(const std::string&)>& say);

// Offers those that make, change and remove.
class VersionButton final : public QToolButton {
  public:
    VersionButton(const Ports& ports, QWidget* parent);
    std::function<void(const std::string&)> say = [](const std::string&) {};
};

} // namespace dub::ui
