#pragma once
// What `inspect` says of each kind of file, as one value: printed as JSON or, line by line, as text. Pure.
// [control]

#include <optional>
#include <string>

#include "app/commands/answer.h"
#include "app/jobs/inspect.h"

namespace dub::app {

// Keys in docs/cli.md. `fps`: how to write time stamps of files that have no pictures; none: as
// the file says itself, else samples only.
[[nodiscard]] Value describe(const session::Session& session, const PrintStatuses& prints = {});
[[nodiscard]] Value describe(const wave::WaveInfo& wave, const std::optional<TimecodeFormat>& fps);
[[nodiscard]] Value describe(const media::Probe& probe, const std::optional<TimecodeFormat>& fps);

// "key   value" lines, members of members indented; lists of objects one line each. What a thing is comes
// before what it holds.
[[nodiscard]] std::string as_lines(const Value& document);

} // namespace dub::app
