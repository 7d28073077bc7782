#pragma once
// What must go when a track or bus goes: the keys that listen to it and the sends that feed it. Pure, any
// thread.

#include "engine/session/edits/change.h"

namespace dub::session {

[[nodiscard]] Session without_keys_from(Session session, StripOwner source);
[[nodiscard]] Session without_sends_to(Session session, BusId bus); // with the lanes of those sends

} // namespace dub::session
