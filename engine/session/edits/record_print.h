#pragma once
// Lays a printed pass onto the print of its bus, version and roles, which is made when there is none yet:
// over what was printed there, with a short crossfade at each end. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct RecordPrint {
    BusId bus = {};
    std::string name = {}; // of a new print; empty: the bus's
    RoleSet roles = {};
    bool undipped = false;
    VersionId version = {};
    MediaId media = {}; // the pass, as long as `range` with `handle` before and after it
    SampleRange range = {};
    SampleCount handle = {};    // sound the file has around the range
    SampleCount crossfade = {}; // at each end of a punch, centred on it; at most twice the handle
    std::string snapshot = {};
};
[[nodiscard]] Result<Session> apply(const Session& session, const RecordPrint& edit);

extern const EditDeclaration record_print_edit;

} // namespace dub::session
