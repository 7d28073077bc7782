#include "engine/session/edits/remove_insert.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/edits/versions.h"

namespace dub::session {
namespace {

constexpr std::array remove_insert_arguments{
    insert_argument,
    slot_strip_argument,
};
constexpr EditText about_remove_insert{"remove_insert", "Take a processor out of its strip.",
                                       remove_insert_arguments};

Result<RemoveInsert> read_remove_insert(const ArgumentReader& in) {
    RemoveInsert edit;
    CHECK(in.read("insert", edit.insert));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RemoveInsert& edit) {
    TRY(OpenSlot open, open_insert(session, edit.insert));
    open.strip.inserts.erase(open.strip.inserts.begin() + static_cast<std::ptrdiff_t>(open.slot));
    drop_orphan_lanes(open.strip);
    return with_strip(without_switches_of(session, edit.insert), open.owner, std::move(open.strip));
}

const EditDeclaration remove_insert_edit = declare<about_remove_insert, read_remove_insert>();

} // namespace dub::session
