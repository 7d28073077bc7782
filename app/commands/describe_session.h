#pragma once
// The parts of what `inspect` says of a session. Pure. [control]

#include "app/commands/answer.h"
#include "engine/session/session.h"

namespace dub::app {

// Processors in order, what each listens to and what it does in deliverables that leave that out.
[[nodiscard]] Value describe_inserts(const session::Session& session, const session::Strip& strip);
// Every insert that listens to a key or is a dip, with its strip.
[[nodiscard]] Value describe_keys(const session::Session& session);
// Every return: the stem it belongs to and what is sent to it.
[[nodiscard]] Value describe_returns(const session::Session& session);
[[nodiscard]] Value describe_members(const session::Session& session,
                                     const std::vector<session::StripOwner>& members);
[[nodiscard]] Value describe_sends(const session::Session& session, const session::Strip& strip);
[[nodiscard]] Value describe_version(const session::Session& session, const session::Version& version);
// "25/24 stretch"; none when it plays as recorded.
[[nodiscard]] Value describe_speed(const session::Speed& speed);

} // namespace dub::app
