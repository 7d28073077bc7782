#pragma once
// The parameters of one strip as curves, in reach of a hand where the plan is made for it. [control]

#include "engine/plan/automation/curve.h"
#include "engine/plan/automation/live_value.h"
#include "engine/session/vca.h"

namespace dub::plan {

class Controls {
  public:
    using Vcas = std::span<const session::Vca* const>;

    // `live`: where values that can be moved are kept; none: nothing can be moved. `vcas`: those that count
    // on the strip. All outlive the curves.
    Controls(const session::Strip& strip, session::StripOwner owner, LiveValues* live, Vcas vcas = {})
        : strip_(&strip)
        , owner_(owner)
        , behind_print_(owner)
        , live_(live)
        , vcas_(vcas) {}

    // The same, what is behind the print (print_place.h) in reach of hands on `other`; none: of no hand.
    [[nodiscard]] Controls behind_print_as(std::optional<session::StripOwner> other) const {
        Controls same = *this;
        same.behind_print_ = other;
        return same;
    }
    // The same out of reach of any hand.
    [[nodiscard]] Controls unmoved() const { return {*strip_, owner_, nullptr, vcas_}; }
    [[nodiscard]] Vcas vcas() const { return vcas_; }
    [[nodiscard]] Controls of(const session::Vca& vca) const { return {*vca.strip, {{}, {}, vca.id}, live_}; }
    [[nodiscard]] const session::Strip& strip() const { return *strip_; }
    [[nodiscard]] session::StripOwner owner() const { return owner_; }

    [[nodiscard]] Curve of(const session::Parameter& parameter) const;
    [[nodiscard]] Curve of(const session::Insert& insert, const session::Parameter& parameter) const;
    [[nodiscard]] Curve of(const session::Send& send, const session::Parameter& parameter) const;

  private:
    [[nodiscard]] Curve curve(const session::ParameterAddress& address, const session::Parameter& parameter,
                              const session::ParameterValues& values) const;

    const session::Strip* strip_;
    session::StripOwner owner_;
    std::optional<session::StripOwner> behind_print_; // whose hands move that
    LiveValues* live_;
    Vcas vcas_;
};

} // namespace dub::plan
