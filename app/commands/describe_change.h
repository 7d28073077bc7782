#pragma once
// Rows of `diff` and `merge`: keys in docs/cli.md. Pure. [control]

#include "app/commands/answer.h"
#include "engine/session/merge/merge.h"

namespace dub::app {

[[nodiscard]] Value change_row(const session::Session& session, const session::Change& change);
[[nodiscard]] Value conflict_row(const session::Session& session, const session::Conflict& conflict);

} // namespace dub::app
