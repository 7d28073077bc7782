#pragma once
// `dubstage edit FILE.dub --stream`: the open session without a window. Each line of stdin is one wish, each
// line of stdout its answer; docs/cli.md has the words. [control, disk]

#include <filesystem>
#include <optional>

#include "app/commands/verb.h"

namespace dub::app {

struct StreamRequest {
    std::filesystem::path session;
    std::optional<std::filesystem::path> out; // none: the session itself is saved
    IfExists if_exists = IfExists::refuse;
};

[[nodiscard]] Result<Exit> edit_stream(const StreamRequest& request, const Console& console);

} // namespace dub::app
