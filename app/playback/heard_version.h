#pragma once
// Which version of the mix is heard, and what hands are on then: the mix itself, or that version's layer,
// which has a trim and a mute for each track and bus and nothing else. In the layer the fader is the trim, so
// that it stands at 0 dB where the version leaves a strip alone. View state, not session. [control]

#include "engine/session/passes/pass_settings.h"
#include "engine/session/passes/writing.h"

namespace dub::app {

class HeardVersion {
  public:
    // None: the mix itself. One that is not in the session (any more) is heard as the mix.
    void hear(VersionId id) { wanted_ = id; }
    [[nodiscard]] VersionId wanted() const { return wanted_; }
    [[nodiscard]] VersionId in(const session::Session& mix) const;
    void write(session::HandsWrite hands) { hands_ = hands; }
    [[nodiscard]] bool takes_hands(const session::Session& mix) const; // its layer does

    // The session as it is heard.
    [[nodiscard]] session::Session laid_over(const session::Session& mix) const;
    // The session hands see: the mix, or as it is heard. Valid until it is asked again.
    [[nodiscard]] const session::Session& under_hands(const session::Session& mix) const;

    // The rest is asked only while its layer takes hands.
    // What a hand on that control is on; the layer cannot hold all of them.
    [[nodiscard]] static session::Control meant(const session::Control& control);
    [[nodiscard]] static bool holds(const session::Control& meant);
    // A mute as the mix has it is left to the mix.
    [[nodiscard]] session::WrittenEdit as_edit(const session::Session& mix, const session::Control& meant,
                                               double value) const;
    [[nodiscard]] std::string name(const session::Session& mix) const;

  private:
    VersionId wanted_;
    session::HandsWrite hands_ = session::HandsWrite::mix;
    mutable session::Session mix_, laid_; // as they were asked for last
    mutable VersionId laid_version_;
};

} // namespace dub::app
