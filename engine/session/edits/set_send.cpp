#include "engine/session/edits/set_send.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/names.h"
#include "engine/session/parameters/strip.h"

namespace dub::session {
namespace {

constexpr std::array set_send_arguments{
    send_argument,
    slot_strip_argument,
    ArgumentDeclaration{"level", "dB", "-144 … 12 dB", Need::optional, "its level"},
    ArgumentDeclaration{"tap", "tap", "pre, post", Need::optional, "before or after the fader"},
    ArgumentDeclaration{"to", "bus", "id or name", Need::optional, "the return or bus it goes to"},
};
constexpr EditText about_set_send{"set_send", "Set a send's level, tap or goal.", set_send_arguments};

Result<SetSend> read_set_send(const ArgumentReader& in) {
    SetSend edit;
    CHECK(in.read("send", edit.send));
    if (in.has("level")) CHECK(in.read("level", edit.level.emplace(), strip::send_level));
    if (in.has("tap")) CHECK(in.read("tap", edit.tap.emplace(), send_tap_names));
    CHECK(in.read("to", edit.to));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetSend& edit) {
    TRY(OpenSlot open, open_send(session, edit.send));
    Send& send = open.strip.sends[open.slot];
    if (edit.level) send.values.set(strip::send_level, *edit.level);
    send.tap = edit.tap.value_or(send.tap);
    send.to = edit.to.value_or(send.to);
    return with_strip(session, open.owner, std::move(open.strip));
}

const EditDeclaration set_send_edit = declare<about_set_send, read_set_send>();

} // namespace dub::session
