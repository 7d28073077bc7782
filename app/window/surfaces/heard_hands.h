#pragma once
// Hands of the window's controls on their way to what is heard; tells whoever learns which control was
// touched. [window thread]

#include <functional>

#include "ui/ports/hands.h"

namespace dub::app {

class HeardHands final : public ui::HandsPort {
  public:
    using Touched = std::function<void(const session::StripOwner&, const session::ParameterAddress&)>;
    HeardHands(ui::HandsPort& hands, Touched touched)
        : hands_(hands)
        , touched_(std::move(touched)) {}
    void touch(const session::StripOwner& owner, const session::ParameterAddress& address) override {
        touched_(owner, address);
        hands_.touch(owner, address);
    }
    void move(const session::StripOwner& owner, const session::ParameterAddress& address,
              double value) override {
        touched_(owner, address);
        hands_.move(owner, address, value);
    }
    void let_go(const session::StripOwner& owner, const session::ParameterAddress& address) override {
        hands_.let_go(owner, address);
    }
    [[nodiscard]] double value(const session::StripOwner& owner, const session::ParameterAddress& address,
                               SamplePos heard) const override {
        return hands_.value(owner, address, heard);
    }

  private:
    ui::HandsPort& hands_;
    Touched touched_;
};

} // namespace dub::app
