#include "engine/session/edits/clear_key.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array clear_key_arguments{
    insert_argument,
    slot_strip_argument,
};
constexpr EditText about_clear_key{"clear_key", "Let a processor listen to its own strip again.",
                                   clear_key_arguments};

Result<ClearKey> read_clear_key(const ArgumentReader& in) {
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

const EditDeclaration clear_key_edit = declare<about_clear_key, read_clear_key>();

} // namespace dub::session
