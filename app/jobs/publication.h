#pragma once
// Lets several finished files appear under their names together: all of them, or none. [control, disk]

#include <filesystem>
#include <functional>
#include <span>

#include "engine/core/atomic_file.h"

namespace dub::app {

struct Publishable {
    std::filesystem::path path;
    std::function<Result<void>()> appear; // puts the new file under `path`, in one step
};

// Calls `appear` of each in order. What lies under a name stays beside it until all have appeared; after an
// error it is put back and what was new is removed. Only a file is set aside: a folder under one of the names
// is an error (io). With IfExists::refuse nothing is set aside: `appear` refuses what is there by itself.
[[nodiscard]] Result<void> publish(std::span<const Publishable> files, IfExists if_exists);

} // namespace dub::app
