#pragma once
// Control surfaces as a part of the window: what is kept of them between starts, and the hands that learning
// listens to. [window thread]

#include <memory>

#include "app/window/surfaces/heard_hands.h"
#include "app/window/surfaces/surfaces.h"
#include "ui/ports/ports.h"

class QSettings;

namespace dub::app {

class WindowSurfaces {
  public:
    struct Outside {
        std::function<void(const std::string&)> run, say; // a command by its id; the status line
        std::shared_ptr<MidiPorts> midi;                  // may be none
    };
    // `settings` and what `ports` names outlive it; they have hands. What was kept and cannot be read is
    // said.
    WindowSurfaces(QSettings& settings, const ui::Ports& ports, Outside outside);
    WindowSurfaces(const WindowSurfaces&) = delete;
    WindowSurfaces& operator=(const WindowSurfaces&) = delete;

    // For views: as they were given, with hands that are listened to.
    [[nodiscard]] ui::Ports ports();
    [[nodiscard]] Surfaces& surfaces() { return surfaces_; }
    void service();                            // with every turn of the window
    void let_go() { surfaces_.let_go(); }      // of all that fingers hold: before the session is left
    void set(const SurfaceSettings& settings); // and keeps them
    void set_bindings(std::vector<Binding> bindings);

  private:
    void keep_bindings();

    QSettings& settings_;
    ui::Ports ports_;
    Outside outside_;
    HeardHands hands_;
    Surfaces surfaces_;
};

} // namespace dub::app
