#include "engine/session/edits/set_solo_safe.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array set_solo_safe_arguments{
    ArgumentDeclaration{"strips", "strips", "ids or names", Need::required, "tracks, buses and VCAs"},
    ArgumentDeclaration{"safe", "toggle", "true, false", Need::optional, "true"},
};
constexpr EditText about_set_solo_safe{"set_solo_safe", "Keep strips sounding while others are soloed.",
                                       set_solo_safe_arguments};

Result<SetSoloSafe> read_set_solo_safe(const ArgumentReader& in) {
    SetSoloSafe edit;
    CHECK(in.read("strips", edit.strips));
    CHECK(in.read("safe", edit.safe));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetSoloSafe& edit) {
    Session next = session;
    for (const StripOwner owner : edit.strips) {
        TRY(Strip strip, copy_strip(next, owner));
        strip.solo_safe = edit.safe;
        next = with_strip(std::move(next), owner, std::move(strip));
    }
    return next;
}

const EditDeclaration set_solo_safe_edit = declare<about_set_solo_safe, read_set_solo_safe>();

} // namespace dub::session
