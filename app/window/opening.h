#pragma once
// How a session file becomes the window's document: with its unsaved work, without, or only to look at.
// [window thread]

#include "app/window/document.h"

class QWidget;

namespace dub::app {

// nullptr: the person changed their mind. Errors: those of Store::open.
[[nodiscard]] Result<std::unique_ptr<Document>> open_asking(const std::filesystem::path& file,
                                                            QWidget* parent);

} // namespace dub::app
