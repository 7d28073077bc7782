#pragma once
// A control surface over an open session: which strips lie under its faders (bank, kind, spill), what its
// pots move (pages, flip), what its keys do, and what it shows of all that. It knows no protocol and no
// device: messages in, a face out. [window thread]

#include <functional>

#include "app/surfaces/face.h"
#include "app/surfaces/grips.h"
#include "ui/ports/automation.h"
#include "ui/ports/document.h"
#include "ui/ports/meters.h"
#include "ui/ports/pec_direct.h"
#include "ui/ports/prints.h"
#include "ui/ports/transport.h"

namespace dub::app {

class Surface {
  public:
    using Time = Grips::Time;
    struct Ports { // all outlive it
        ui::DocumentPort& document;
        ui::TransportPort& transport;
        ui::MeterPort& meters;
        ui::HandsPort& hands;
        ui::PecDirectPort* pec_direct = nullptr;     // none: nothing is heard
        ui::PrintPort* prints = nullptr;             // none: nothing can be printed here
        ui::AutomationPort* automation = nullptr;    // none: no passes are written here
        std::function<void(const std::string&)> run; // a command of the window by its id
        std::function<void(const std::string&)> say; // for the status line
    };
    Surface(Ports ports, std::size_t strips)
        : ports_(std::move(ports))
        , grips_(ports_.hands)
        , width_(strips) {}

    void take(const Message& message, Time now);
    void tick(Time now); // often: pots that rest let go, a wheel that rests stops
    [[nodiscard]] Face face();
    void unplugged(); // lets go of everything

    void set_width(std::size_t strips); // faders side by side
    [[nodiscard]] std::size_t width() const { return width_; }
    [[nodiscard]] std::size_t first() const { return first_; } // the strip under its first fader

  private:
    // What the pots move.
    struct Assignment {
        enum class Kind : unsigned char { page, send, inserts };
        Kind kind = Kind::page;
        std::size_t number = 0; // of pages(), of the send, of the first parameter under the pots
    };
    void take_message(const FaderTouched& said);
    void take_message(const FaderMoved& said);
    void take_message(const PotTurned& said);
    void take_message(const StripPressed& said);
    void take_message(const StripSwitched& said);
    void take_message(const ValueSet& said);
    void take_message(const KeyPressed& said);
    void take_message(const WheelTurned& said);
    void take_message(const CommandAsked& said);

    void follow(); // the session as it is now
    void walk_over(Walk walk);
    void spill();
    void bank(std::ptrdiff_t by);
    void assign(Key key);
    [[nodiscard]] const WalkedStrip* strip_at(int strip) const; // under that fader; nullptr: none
    [[nodiscard]] const WalkedStrip* selected() const;
    [[nodiscard]] const WalkedStrip* named(const session::StripOwner& owner) const;
    // By flip and page.
    [[nodiscard]] std::optional<Target> fader_target(int strip) const;
    [[nodiscard]] std::optional<Target> pot_target(int strip) const;
    [[nodiscard]] std::optional<Target> assigned(int strip) const;
    [[nodiscard]] double value_of(const Target& target) const;

    void press(const KeyPressed& said);
    bool press_of_view(Key key);
    void press_arrow(Key key);
    void switch_strip(const WalkedStrip& strip, StripKey key, std::optional<bool> to);
    [[nodiscard]] static bool writes(const session::Strip& strip); // what hands do
    void arm(const WalkedStrip& strip, std::optional<bool> to);
    void turn_paddle(const WalkedStrip& strip, std::optional<bool> to);
    [[nodiscard]] bool any_armed() const;
    void record();
    void select(const WalkedStrip& strip, bool on);
    void reset_pot(int strip);
    void mute(int strip, std::optional<bool> to); // to the other without `to`
    [[nodiscard]] bool lasts(int strip) const;    // a mute that was switched on
    void set_automation(Key key);
    void edit(const std::vector<ui::Edit>& edits, const std::string& name);
    void clear_solos();

    using Paddles = std::vector<ui::StemPaddle>;
    void show_strip(StripFace& shown, int strip, const Paddles& paddles) const;
    void show_pot(StripFace& shown, int strip) const;
    void show_keys(Face& shown) const;
    [[nodiscard]] Lamp record_lamp(const WalkedStrip& strip) const;
    [[nodiscard]] std::string assignment_letters() const;

    Ports ports_;
    Grips grips_;
    std::size_t width_ = 8, first_ = 0;
    Walk walk_ = Walk::all;
    std::optional<session::StripOwner> spilled_;
    std::vector<session::StripOwner> selected_; // the last one is what a page of one strip shows
    Assignment assignment_;
    bool flipped_ = false, names_ = false, feet_ = false, zooming_ = false, scrubbing_ = false;
    bool paddles_ = false; // the record keys are PEC and DIRECT
    bool shift_ = false, option_ = false, fine_ = false, nudging_ = false;
    std::optional<Time> scrubbed_; // when the wheel moved last
    Time now_{0};
    session::Session seen_; // as strips_ were taken from it
    std::vector<WalkedStrip> all_, strips_;
};

} // namespace dub::app
