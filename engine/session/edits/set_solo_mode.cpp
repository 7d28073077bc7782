#include "engine/session/edits/set_solo_mode.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/names.h"

namespace dub::session {
namespace {

constexpr std::array set_solo_mode_arguments{
    ArgumentDeclaration{"mode", "solo mode", "in-place, afl, pfl", Need::required,
                        "in-place mutes the rest; afl and pfl are listened to, the mix stays whole"},
};
constexpr EditText about_set_solo_mode{"set_solo_mode", "Set what solos do: solo in place, AFL or PFL.",
                                       set_solo_mode_arguments};

Result<SetSoloMode> read_set_solo_mode(const ArgumentReader& in) {
    SetSoloMode edit;
    CHECK(in.read("mode", edit.mode, solo_mode_names));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetSoloMode& edit) {
    Info info = *session.info;
    info.solo = edit.mode;
    return with_info(session, std::move(info));
}

const EditDeclaration set_solo_mode_edit = declare<about_set_solo_mode, read_set_solo_mode>();

} // namespace dub::session
