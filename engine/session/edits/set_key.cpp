#include "engine/session/edits/set_key.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array set_key_arguments{
    insert_argument,
    slot_strip_argument,
    ArgumentDeclaration{"source", "strip", "id or name", Need::required, "the track or bus it listens to"},
    ArgumentDeclaration{"in_music_and_effects", "toggle", "true, false", Need::optional,
                        "whether it works where its source is left out; true"},
};
constexpr EditText about_set_key{"set_key", "Let a processor listen to another track or bus.",
                                 set_key_arguments};

Result<SetKey> read_set_key(const ArgumentReader& in) {
    SetKey edit;
    CHECK(in.read("insert", edit.insert));
    CHECK(in.read("source", edit.source));
    CHECK(in.read("in_music_and_effects", edit.in_music_and_effects));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetKey& edit) {
    CHECK(has_sound(session, edit.source));
    TRY(OpenSlot open, open_insert(session, edit.insert));
    open.strip.inserts[open.slot].key = Key{edit.source.track, edit.source.bus, edit.in_music_and_effects};
    return with_strip(session, open.owner, std::move(open.strip));
}

const EditDeclaration set_key_edit = declare<about_set_key, read_set_key>();

} // namespace dub::session
