#pragma once
// The demo scene as a list of the session's own edits, in the form `dubstage edit --apply` reads. [control]

#include <functional>
#include <string>

#include "app/demo/scene.h"
#include "engine/core/layout.h"

namespace dub::app {

struct SceneScript {
    Scene scene;
    FramePos ffoa;
    double action_seconds = 72; // longer than the scene: it is repeated, the last time cut off
};

// Times are written as timecode where they lie on a frame, else as samples at 48 kHz; names of media are
// those of material(). `media_name` gives the pool's name of a material's id.
[[nodiscard]] std::string edit_script_of(const SceneScript& script,
                                         const std::function<std::string(std::string_view id)>& media_name);

} // namespace dub::app
