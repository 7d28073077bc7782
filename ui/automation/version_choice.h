#pragma once
// Which version of the session is heard, and whether hands write it or the main mix. The second is there only
// while a version is heard. [window thread]

#include <functional>
#include <string>

#include <QComboBox>

#include "ui/ports/ports.h"

class QLabel;

namespace dub::ui {

class LitButton;

class VersionChoice final : public QComboBox {
  public:
    VersionChoice(const Ports& ports, QWidget* parent); // that has an automation port
    void tick();                                        // commands and keys choose, too
    std::function<void(const std::string&)> say = [](const std::string&) {};

  private:
    Ports ports_;
    std::vector<session::Shared<session::Version>> shown_;
};

// "Hands write: Main | Nearfield".
class HandsChoice final : public QWidget {
  public:
    HandsChoice(const Ports& ports, QWidget* parent);
    void tick();

  private:
    void choose(session::HandsWrite hands);

    Ports ports_;
    LitButton *main_, *version_;
};

// The name of the version that is heard; empty: the main mix is.
[[nodiscard]] QString heard_version(const Ports& ports);
// The next in their order, after the last one the main mix.
void hear_next_version(const Ports& ports, const std::function<void(const std::string&)>& say);
void turn_hands(const Ports& ports, const std::function<void(const std::string&)>& say);

} // namespace dub::ui
