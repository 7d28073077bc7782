#pragma once
// The parameters of one strip as curves, in reach of a hand where the plan is made for it. [control]

#include "engine/plan/automation/curve.h"
#include "engine/plan/automation/live_value.h"

namespace dub::plan {

class Controls {
  public:
    // `live`: where values that can be moved are kept; none: nothing can be moved. Both outlive the curves.
    Controls(const session::Strip& strip, session::StripOwner owner, LiveValues* live)
        : strip_(&strip)
        , owner_(owner)
        , live_(live) {}

    // The same out of reach of any hand.
    [[nodiscard]] Controls unmoved() const { return {*strip_, owner_, nullptr}; }
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
    LiveValues* live_;
};

} // namespace dub::plan
