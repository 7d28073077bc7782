#pragma once
// The demo scene as a list of the session's own edits, in the form `dubstage edit --apply` reads. [control]

#include <span>
#include <string>

#include "app/demo/material.h"
#include "app/demo/scene.h"
#include "engine/core/layout.h"

namespace dub::app {

struct SceneScript {
    Scene scene;
    FramePos ffoa;
    double action_seconds = 72; // longer than the scene: it is repeated, the last time cut off
};

// Times are written as timecode where they lie on a frame, else as samples at 48 kHz. Media are named as the
// pool names them: by the file's stem.
[[nodiscard]] std::string edit_script_of(const SceneScript& script, std::span<const FoundMaterial> material);

} // namespace dub::app
