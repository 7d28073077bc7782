#include "engine/session/edits/move_insert.h"

#include <algorithm>
#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array move_insert_arguments{
    insert_argument,
    slot_strip_argument,
    ArgumentDeclaration{"slot", "number", "0 … inserts - 1", Need::required, "its new place, counted from 0"},
};
constexpr EditText about_move_insert{"move_insert", "Move a processor within its strip's chain.",
                                     move_insert_arguments};

Result<MoveInsert> read_move_insert(const ArgumentReader& in) {
    MoveInsert edit;
    CHECK(in.read("insert", edit.insert));
    CHECK(in.read("slot", edit.slot));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const MoveInsert& edit) {
    TRY(OpenSlot open, open_insert(session, edit.insert));
    auto& inserts = open.strip.inserts;
    Insert insert = std::move(inserts[open.slot]);
    inserts.erase(inserts.begin() + static_cast<std::ptrdiff_t>(open.slot));
    const std::int64_t slot = std::clamp<std::int64_t>(edit.slot, 0, std::ssize(inserts));
    inserts.insert(inserts.begin() + slot, std::move(insert));
    return with_strip(session, open.owner, std::move(open.strip));
}

const EditDeclaration move_insert_edit = declare<about_move_insert, read_move_insert>();

} // namespace dub::session
