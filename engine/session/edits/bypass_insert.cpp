#include "engine/session/edits/bypass_insert.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array bypass_insert_arguments{
    insert_argument,
    slot_strip_argument,
    ArgumentDeclaration{"bypassed", "toggle", "true, false", Need::optional, "true"},
};
constexpr EditText about_bypass_insert{"bypass_insert", "Bypass a processor, or let it work again.",
                                       bypass_insert_arguments};

Result<BypassInsert> read_bypass_insert(const ArgumentReader& in) {
    BypassInsert edit;
    CHECK(in.read("insert", edit.insert));
    CHECK(in.read("bypassed", edit.bypassed));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const BypassInsert& edit) {
    TRY(OpenSlot open, open_insert(session, edit.insert));
    open.strip.inserts[open.slot].bypassed = edit.bypassed;
    return with_strip(session, open.owner, std::move(open.strip));
}

const EditDeclaration bypass_insert_edit = declare<about_bypass_insert, read_bypass_insert>();

} // namespace dub::session
