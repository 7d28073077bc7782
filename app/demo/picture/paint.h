#pragma once
// Paints the film of a PictureScript and writes it (H.264 in MOV with timecode track). All of it is drawn by
// our own code: still layers once for each shot, then only what moves. [writer]

#include <filesystem>

#include "app/demo/picture/picture_script.h"
#include "engine/core/atomic_file.h"
#include "engine/core/io.h"

namespace dub::app {

// Errors: a script that contradicts itself (usage), the file cannot be written (io), stopped by `progress`
// (cancelled). Whatever fails, no file is left.
[[nodiscard]] Result<void> paint_picture(const std::filesystem::path& out, const PictureScript& script,
                                         IfExists if_exists, Progress& progress);

} // namespace dub::app
