#pragma once
// Sets what a version does to tracks and buses: a trim behind the fader, one of the surrounds or the LFE
// alone, a mute. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct SetVersionStrip {
    VersionId version;
    std::vector<StripOwner> strips;
    std::optional<Db> trim, surrounds, lfe;
    std::optional<bool> muted;
    bool as_mix = false;      // all of it as in the mix, before the rest is set
    bool mute_as_mix = false; // that alone: muted where the mix is
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetVersionStrip& edit);

extern const EditDeclaration set_version_strip_edit;

} // namespace dub::session
