#pragma once
// Adds a VCA over tracks, buses and other VCAs, at 0 dB. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct AddVca {
    std::string name;
    std::vector<StripOwner> members;
    std::string colour;
};
[[nodiscard]] Result<Session> apply(const Session& session, const AddVca& edit);

extern const EditDeclaration add_vca_edit;

} // namespace dub::session
