#include "engine/session/edits/remove_send.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array arguments{
    send_argument,
    slot_strip_argument,
};
constexpr EditText about{"remove_send", "Remove a send.", arguments};

Result<RemoveSend> read(const ArgumentReader& in) {
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

const EditDeclaration remove_send_edit = declare<about, read>();

} // namespace dub::session
