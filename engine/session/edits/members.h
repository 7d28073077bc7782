#pragma once
// What the edits of VCAs and mix groups share. Pure, any thread.

#include "engine/session/edits/common_arguments.h"

namespace dub::session {

inline constexpr ArgumentDeclaration vca_argument{"vca", "vca", "id or name", Need::required, "the VCA"};
inline constexpr ArgumentDeclaration group_argument{"group", "mix group", "id or name", Need::required,
                                                    "the mix group"};

[[nodiscard]] std::vector<StripOwner> as_members(std::vector<StripOwner> strips); // sorted, each once
// No VCA and no mix group holds it any more.
[[nodiscard]] Session without_member(Session session, StripOwner member);

} // namespace dub::session
