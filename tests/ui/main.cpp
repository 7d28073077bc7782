// Widgets without a screen: Qt's offscreen platform unless the caller chose another (xcb under Xvfb).

#include <QApplication>
#include <gtest/gtest.h>

#include "ui/theme/look.h"

int main(int count, char** words) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    ::testing::InitGoogleTest(&count, words);
    QApplication application(count, words);
    dub::ui::theme::apply_look(application);
    return RUN_ALL_TESTS();
}
