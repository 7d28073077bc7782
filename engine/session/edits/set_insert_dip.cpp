#include "engine/session/edits/set_insert_dip.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array set_insert_dip_arguments{
    insert_argument,
    slot_strip_argument,
    ArgumentDeclaration{"dip", "toggle", "true, false", Need::optional, "true"},
};
constexpr EditText about_set_insert_dip{
    "set_insert_dip", "Say that a processor is a dip: bypassed in undipped music and a clean M&E.",
    set_insert_dip_arguments};

Result<SetInsertDip> read_set_insert_dip(const ArgumentReader& in) {
    SetInsertDip edit;
    CHECK(in.read("insert", edit.insert));
    CHECK(in.read("dip", edit.dip));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetInsertDip& edit) {
    TRY(OpenSlot open, open_insert(session, edit.insert));
    open.strip.inserts[open.slot].dip = edit.dip;
    return with_strip(session, open.owner, std::move(open.strip));
}

const EditDeclaration set_insert_dip_edit = declare<about_set_insert_dip, read_set_insert_dip>();

} // namespace dub::session
