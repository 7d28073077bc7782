#pragma once
// Gives tracks, buses and VCAs a colour in the window, or takes it away. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct SetColour {
    std::vector<StripOwner> strips;
    std::string colour; // "#rrggbb"; empty: by role
};
// Errors: no colour of that form (invalid), a strip that is not there.
[[nodiscard]] Result<Session> apply(const Session& session, const SetColour& edit);

extern const EditDeclaration set_colour_edit;

} // namespace dub::session
