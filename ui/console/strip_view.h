#pragma once
// One strip of the console: where it plays to, the VCAs over it, panner, mute and solo, fader, meter, level,
// name. Hands are heard at once and become one edit when the gesture ends. A VCA has no panner and no meter.
// [window thread]

#include <QFrame>

#include "ui/console/pan_stage.h"
#include "ui/console/strip_choice.h"
#include "ui/console/strip_facts.h"
#include "ui/meters/meter_group.h"
#include "ui/ports/hands.h"
#include "ui/ports/ports.h"

class QToolButton;

namespace dub::ui {

class Fader;
class LitButton;
class ModeButton;
class MeterColumn;
class PrintButtons;
class SafeSign;
class VersionLabel;

class StripView final : public QFrame {
  public:
    StripView(const Ports& ports, StripFacts facts, QWidget* parent);
    void show_facts(StripFacts facts);
    [[nodiscard]] const QColor& colour() const { return facts_.colour; }
    [[nodiscard]] const session::StripOwner& owner() const { return facts_.owner; }
    [[nodiscard]] bool shows(const StripFacts& facts) const { return facts_ == facts; }
    // A strip of other channels is made anew.
    [[nodiscard]] bool is_other(const StripFacts& facts) const {
        return facts.layout != facts_.layout || facts.name != facts_.name;
    }
    // Levels, and what lanes say at `heard`. Of a strip that is seen.
    void tick(double seconds, SamplePos heard);
    struct Place { // among the others
        StripWidth width = StripWidth::usual;
        bool chosen = false, spilled = false;
        friend bool operator==(const Place&, const Place&) = default;
    };
    void show_place(const Place& place);
    void edit_name(); // where it stands; Return takes it

    std::function<void(const std::string&)> say = [](const std::string&) {};
    std::function<void()> open_panner = [] {}; // a double click on the small one
    std::function<void(Qt::KeyboardModifiers)> clicked = [](Qt::KeyboardModifiers) {}; // on no control
    std::function<void(QPoint)> menu = [](QPoint) {};                                  // a right click
    std::function<void()> spill = [] {};
    std::function<void()> open_slots = [] {};   // inserts and sends
    std::function<void()> open_version = [] {}; // what the version does here
    // Which strips a button means: this one, all of its kind with Alt, the chosen ones with Alt and Shift.
    std::function<std::vector<session::StripOwner>(Qt::KeyboardModifiers)> means =
        [this](Qt::KeyboardModifiers) { return std::vector{facts_.owner}; };

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void make_buttons();
    void make_slots_button();
    void show_slots();
    void make_print_buttons();
    void show_values(SamplePos heard);
    void make_mode_button();
    void show_mode();
    void show_version();
    void make_safe_signs();
    [[nodiscard]] bool hands_in_version() const; // the fader is its trim
    // A hand on a parameter of this strip, and what it says there.
    void move(const session::Parameter& parameter, double value);
    void let_go(const session::Parameter& parameter);
    [[nodiscard]] double value_of(const session::Parameter& parameter, SamplePos heard) const;
    void touch_mute();
    void press_solo(Qt::KeyboardModifiers keys);
    void rename(const std::string& name);
    void fit_words();

    Ports ports_;
    StripFacts facts_;
    Place place_;
    QLabel *output_, *over_, *level_, *name_;
    VersionLabel* version_;
    PanStage* pan_;
    LitButton *mute_, *solo_, *spill_;
    ModeButton* mode_ = nullptr;
    QToolButton* slots_ = nullptr;
    Fader* fader_;
    MeterColumn* meter_;
    PrintButtons* prints_ = nullptr; // of a stem
    std::vector<SafeSign*> safe_;    // on the fader, the mute, the puck
    bool moving_ = false;            // something of it moves, or did when it was looked at last
    double blink_s_ = 0;
};

} // namespace dub::ui
