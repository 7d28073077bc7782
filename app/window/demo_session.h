#pragma once
// The demo scene from the start page: made once, in the person's home, with progress and a way out. [window
// thread]

#include <filesystem>

#include "engine/core/result.h"

class QWidget;

namespace dub::app {

// The 7.1 session of the demo. Errors: as make_demo; cancelled.
[[nodiscard]] Result<std::filesystem::path> demo_session(QWidget* parent);

} // namespace dub::app
