#pragma once
// Setup, Control surfaces: units of Mackie Control and their MIDI ports, OSC, learned controllers. Everything
// takes effect at once. [window thread]

#include <QDialog>

#include "app/window/surfaces/window_surfaces.h"
#include "ui/commands.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace dub::app {

class SurfaceDialog final : public QDialog {
  public:
    // `commands` are those a button may run. `surfaces` outlives it.
    SurfaceDialog(WindowSurfaces& surfaces, const ui::Commands& commands, QWidget* parent);
    ~SurfaceDialog() override;

  private:
    QWidget* units_page();
    QWidget* osc_page();
    QWidget* learned_page(const ui::Commands& commands);
    void tick();
    void fill_ports();
    void show_units();
    void add_unit();
    void remove_unit();
    void show_bindings();
    void change_units(const std::function<void(std::vector<SurfaceUnit>&)>& how);
    void change_osc();
    void remove_binding();
    void turn_travel();

    WindowSurfaces& surfaces_;
    MidiNames names_; // as the boxes have them
    std::size_t bindings_shown_ = 0;
    QTableWidget* units_ = nullptr;
    QCheckBox *osc_ = nullptr, *network_ = nullptr;
    QSpinBox* port_ = nullptr;
    QListWidget* bindings_ = nullptr;
    QComboBox* commands_ = nullptr;
    QPushButton *learn_ = nullptr, *remove_binding_ = nullptr, *travel_ = nullptr;
    QLabel *ports_note_ = nullptr, *warning_ = nullptr, *sentence_ = nullptr;
};

} // namespace dub::app
