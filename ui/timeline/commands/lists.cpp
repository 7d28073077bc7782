#include "ui/timeline/commands/lists.h"

#include <iterator>

namespace dub::ui {

Commands Timeline::commands() {
    const timeline::Desk desk{scene_, *clipboard_, *this};
    Commands all;
    for (const auto make : {timeline::edit_commands, timeline::clip_commands, timeline::nudge_commands,
                            timeline::tool_commands, timeline::view_commands, timeline::go_commands,
                            timeline::track_commands, timeline::marker_commands}) {
        Commands part = make(desk);
        std::move(part.begin(), part.end(), std::back_inserter(all));
    }
    return all;
}

} // namespace dub::ui
