#pragma once
// The panner of the plan, for views. [window thread]

#include <functional>

#include "engine/session/session.h"
#include "ui/ports/panner.h"

namespace dub::app {

class PlanPanner final : public ui::PannerPort {
  public:
    using SessionNow = std::function<const session::Session&()>;
    explicit PlanPanner(SessionNow session)
        : session_(std::move(session)) {}
    [[nodiscard]] ui::PanPicture picture(const Layout& source, const Layout& room,
                                         const session::ParameterValues& values) const override;

  private:
    SessionNow session_; // whose fold-downs hold
};

} // namespace dub::app
