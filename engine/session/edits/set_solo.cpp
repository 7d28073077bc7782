#include "engine/session/edits/set_solo.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array set_solo_arguments{
    ArgumentDeclaration{"strips", "strips", "ids or names", Need::required, "tracks, buses and VCAs"},
    ArgumentDeclaration{"soloed", "toggle", "true, false", Need::optional, "true"},
};
constexpr EditText about_set_solo{"set_solo", "Solo tracks, buses or the members of VCAs, or end it.",
                                  set_solo_arguments};

Result<SetSolo> read_set_solo(const ArgumentReader& in) {
    SetSolo edit;
    CHECK(in.read("strips", edit.strips));
    CHECK(in.read("soloed", edit.soloed));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetSolo& edit) {
    Session next = session;
    for (const StripOwner owner : edit.strips) {
        TRY(Strip strip, copy_strip(next, owner));
        strip.soloed = edit.soloed;
        next = with_strip(std::move(next), owner, std::move(strip));
    }
    return next;
}

const EditDeclaration set_solo_edit = declare<about_set_solo, read_set_solo>();

} // namespace dub::session
