#pragma once
// From the words of --bus, --from and --to to a tap and a range of a session. Pure. [control]

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/result.h"
#include "engine/plan/target.h"

namespace dub::app {

struct WantedSignal {
    plan::Tap tap; // its bus is named
    Layout layout; // it has there
};
// printmaster, stem:ROLE, m-and-e, a bus by name or id. Errors: usage (no such bus, the sentence lists them),
// unfit (no printmaster).
[[nodiscard]] Result<WantedSignal> wanted_signal(const session::Session& session, std::string_view text);

// Half-open; without words the programme's. Errors: unfit (nothing to render), usage (no timecode, before
// midnight, without length). `file` names the session.
[[nodiscard]] Result<FrameRange> wanted_range(const session::Session& session,
                                              const std::filesystem::path& file,
                                              const std::optional<std::string>& from,
                                              const std::optional<std::string>& to);

} // namespace dub::app
