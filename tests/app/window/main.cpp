// The real window without a screen: Qt's offscreen platform unless the caller chose another (xcb under Xvfb).
// Settings, templates and the home are a folder of the test's own.

#include <QApplication>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"
#include "ui/theme/look.h"

int main(int count, char** words) {
    const dub::test::TempFolder home;
    for (const char* const name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"})
        qputenv(name, QByteArray::fromStdString(home.path().string()));
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    ::testing::InitGoogleTest(&count, words);
    QApplication application(count, words);
    dub::ui::theme::apply_look(application);
    return RUN_ALL_TESTS();
}
