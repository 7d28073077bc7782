#pragma once
// Hands on members of mix groups: a hand on one member's fader or mute moves all members of the groups it is
// in, faders by the same decibels, mutes alike, and all of it is one entry of the history. A closed fader
// stays where it is until a hand opens it with the others closed. Of several hands on members of one group
// each lets go of its own; what another one still moves stays in hand. Everything else goes through as it is.
// [window thread]

#include <functional>
#include <map>
#include <set>

#include "engine/session/session.h"
#include "ui/ports/hands.h"

namespace dub::ui {

class HandsTogether final : public HandsPort {
  public:
    using Heard = std::function<SamplePos()>;
    // `alone`: the hand that touches now means its own control only. All outlive it.
    struct Parts {
        HandsPort& hands;
        std::function<const session::Session&()> session;
        Heard heard;
        std::function<bool()> alone = [] { return false; };
    };
    explicit HandsTogether(Parts parts)
        : parts_(std::move(parts)) {}

    void touch(const session::StripOwner& owner, const session::ParameterAddress& address) override;
    void move(const session::StripOwner& owner, const session::ParameterAddress& address,
              double value) override;
    void let_go(const session::StripOwner& owner, const session::ParameterAddress& address) override;
    void let_go(const std::vector<session::Control>& controls) override;
    [[nodiscard]] double value(const session::StripOwner& owner, const session::ParameterAddress& address,
                               SamplePos heard) const override {
        return parts_.hands.value(owner, address, heard);
    }

  private:
    struct Partner {
        session::StripOwner owner;
        double start; // its value when the hand came
    };
    struct Gesture {
        double start;
        std::vector<Partner> partners;
    };
    [[nodiscard]] std::vector<session::StripOwner>
    partners_of(const session::StripOwner& owner, const session::ParameterAddress& address) const;
    [[nodiscard]] bool is_held(const session::Control& control) const; // by a hand of its own or along

    Parts parts_;
    std::map<session::Control, Gesture> gestures_; // while a hand is there
};

} // namespace dub::ui
