#pragma once
// How the room turns to what is soloed and back. Solos in place are part of the mix. In AFL and PFL
// (session::SoloMode) they are an output of their own beside a mix that stays whole, and the room listens to
// that. On the way nothing else may be heard, so the room turns only to what has been compiled, and solos
// come into the mix or leave it while nobody hears it. [control]

#include <array>
#include <string>
#include <vector>

#include "engine/plan/target.h"

namespace dub::app {

class SoloListening {
  public:
    explicit SoloListening(const session::Session& session);

    // After each edit, before what follows is asked.
    void follow(const session::Session& session);
    enum class Next : unsigned char { nothing, another_plan, another_source };
    // Now and then, with what follows in hand: what was asked for is what plays, and the monitor has turned
    // to heard(). Tells what is another one now.
    [[nodiscard]] Next settle(bool plays, bool turned);

    // For the plan: the session with solos in the mix or without, and what is listened to beside it.
    [[nodiscard]] session::Session mix_of(const session::Session& session) const;
    [[nodiscard]] std::vector<plan::SoloOutput> outputs(const Layout& layout) const;
    // For the monitor: the name of an output; empty: what is chosen there.
    [[nodiscard]] std::string heard() const { return hears_ ? names[newest_] : std::string(); }
    [[nodiscard]] bool before_fader() const {
        return solos_[newest_].point == session::SoloMode::before_fader;
    }

  private:
    // Two by turns, so that one that is still being left sounds on while the next is waited for.
    static constexpr std::array<const char*, 2> names{"solo 1", "solo 2"};
    std::array<plan::SoloOutput, 2> solos_;
    std::size_t newest_ = 0;
    session::SoloMode mode_;
    bool hears_ = false;  // the room one of them
    bool leaves_ = false; // it, when the plan that plays has the solos in the mix
    bool in_mix_ = true;  // of the plan: solos are in place
};

} // namespace dub::app
