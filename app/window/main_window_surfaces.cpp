// Control surfaces of the window: made with the stage, gone with it.

#include "app/window/main_window.h"

#include <QTimer>

#include "app/window/composition.h"
#include "app/window/surfaces/surface_dialog.h"
#include "app/window/surfaces/window_surfaces.h"
#include "ui/stage/stage.h"

namespace dub::app {

void MainWindow::make_surfaces() {
    surfaces_ = std::make_unique<WindowSurfaces>(
        settings_, composition_->ports(),
        WindowSurfaces::Outside{
            // Later: a command may open a dialog, or close the session that surfaces are over.
            [this](const std::string& command) {
                QTimer::singleShot(0, this, [this, command] { run(command); });
            },
            [this](const std::string& sentence) { say(sentence); }, machine_.midi});
}

// Not modal: to learn a control one touches it in the window.
void MainWindow::show_surfaces() {
    auto* const dialog = new SurfaceDialog(*surfaces_, commands_, stage_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

} // namespace dub::app
