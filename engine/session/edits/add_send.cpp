#include "engine/session/edits/add_send.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/names.h"
#include "engine/session/parameters/strip.h"

namespace dub::session {
namespace {

constexpr std::array add_send_arguments{
    strip_argument,
    ArgumentDeclaration{"to", "bus", "id or name", Need::required, "the return or bus"},
    ArgumentDeclaration{"level", "dB", "-144 … 12 dB", Need::optional, "0"},
    ArgumentDeclaration{"tap", "tap", "pre, post", Need::optional, "before or after the fader; post"},
};
constexpr EditText about_add_send{"add_send", "Send a strip to a return or another bus.", add_send_arguments};

Result<AddSend> read_add_send(const ArgumentReader& in) {
    AddSend edit;
    CHECK(in.read("strip", edit.strip));
    CHECK(in.read("to", edit.to));
    CHECK(in.read("level", edit.level, strip::send_level));
    CHECK(in.read("tap", edit.tap, send_tap_names));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const AddSend& edit) {
    CHECK(has_sound(session, edit.strip));
    Session next = session;
    TRY(Strip strip, copy_strip(session, edit.strip));
    Send send{take_id<SendId>(next), edit.to, edit.tap, {}};
    send.values.set(strip::send_level, edit.level);
    strip.sends.push_back(std::move(send));
    return with_strip(std::move(next), edit.strip, std::move(strip));
}

const EditDeclaration add_send_edit = declare<about_add_send, read_add_send>();

} // namespace dub::session
