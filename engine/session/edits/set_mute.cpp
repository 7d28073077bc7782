#include "engine/session/edits/set_mute.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/parameters/strip.h"

namespace dub::session {
namespace {

constexpr std::array set_mute_arguments{
    ArgumentDeclaration{"strips", "strips", "ids or names", Need::required, "tracks, buses and VCAs"},
    ArgumentDeclaration{"muted", "toggle", "true, false", Need::optional, "true"},
};
constexpr EditText about_set_mute{"set_mute", "Mute or unmute tracks, buses and VCAs.", set_mute_arguments};

Result<SetMute> read_set_mute(const ArgumentReader& in) {
    SetMute edit;
    CHECK(in.read("strips", edit.strips));
    CHECK(in.read("muted", edit.muted));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetMute& edit) {
    Session next = session;
    for (const StripOwner owner : edit.strips) {
        TRY(Strip strip, copy_strip(next, owner));
        strip.values.set(strip::mute, edit.muted ? 1 : 0);
        next = with_strip(std::move(next), owner, std::move(strip));
    }
    return next;
}

const EditDeclaration set_mute_edit = declare<about_set_mute, read_set_mute>();

} // namespace dub::session
