#include "engine/session/edits/remove_send.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array remove_send_arguments{
    send_argument,
    slot_strip_argument,
};
constexpr EditText about_remove_send{"remove_send", "Remove a send.", remove_send_arguments};

Result<RemoveSend> read_remove_send(const ArgumentReader& in) {
    RemoveSend edit;
    CHECK(in.read("send", edit.send));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RemoveSend& edit) {
    TRY(OpenSlot open, open_send(session, edit.send));
    open.strip.sends.erase(open.strip.sends.begin() + static_cast<std::ptrdiff_t>(open.slot));
    drop_orphan_lanes(open.strip);
    return with_strip(session, open.owner, std::move(open.strip));
}

const EditDeclaration remove_send_edit = declare<about_remove_send, read_remove_send>();

} // namespace dub::session
