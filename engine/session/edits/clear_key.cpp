#include "engine/session/edits/clear_key.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array arguments{
    insert_argument,
    slot_strip_argument,
};
constexpr EditText about{"clear_key", "Let a processor listen to its own strip again.", arguments};

Result<ClearKey> read(const ArgumentReader& in) {
    ClearKey edit;
    CHECK(in.read("insert", edit.insert));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const ClearKey& edit) {
    TRY(OpenSlot open, open_insert(session, edit.insert));
    open.strip.inserts[open.slot].key.reset();
    return with_strip(session, open.owner, std::move(open.strip));
}

const EditDeclaration clear_key_edit = declare<about, read>();

} // namespace dub::session
