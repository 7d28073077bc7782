#pragma once
// The hands of surfaces over the window's hands: what a surface moves is heard at once and is one entry of
// the history when it lets go, as it is with the console. [window thread]

#include <map>

#include "app/surfaces/hands.h"
#include "ui/ports/ports.h"

namespace dub::app {

class PortHands final : public SurfaceHands {
  public:
    PortHands(const ui::Ports& ports, std::function<void(const std::string&)> say)
        : ports_(ports)
        , say_(std::move(say)) {}
    void touch(const session::StripOwner& owner, const session::ParameterAddress& address) override;
    void move(const session::StripOwner& owner, const session::ParameterAddress& address,
              double value) override;
    void let_go(const session::StripOwner& owner, const session::ParameterAddress& address) override;
    [[nodiscard]] double value(const session::StripOwner& owner, const session::ParameterAddress& address,
                               SamplePos heard) const override;

  private:
    using Address = std::pair<session::StripOwner, session::ParameterAddress>;
    ui::Ports ports_;
    std::function<void(const std::string&)> say_;
    std::map<Address, std::optional<double>> held_; // and where the hand has it, when it moved
};

} // namespace dub::app
