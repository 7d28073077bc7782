#include "tests/app/window/window_rig.h"

#include <QAbstractButton>
#include <QDropEvent>
#include <QMessageBox>
#include <QMimeData>

#include "app/window/composition.h"

namespace dub::test {

ui::Ports WindowRig::ports() { return window.composition()->ports(); }

app::Document& WindowRig::document() { return window.composition()->document(); }

app::Jobs& WindowRig::jobs() { return window.composition()->jobs(); }

void WindowRig::service() { window.composition()->service(); }

const session::Session& WindowRig::session() { return document().now(); }

std::size_t WindowRig::clips() {
    std::size_t count = 0;
    for (const auto& track : session().tracks)
        count += track->clips.size();
    return count;
}

ui::JobStatus WindowRig::newest_job() { return jobs().jobs().front(); }

void WindowRig::drop(const std::vector<std::filesystem::path>& files, QPoint at) {
    QMimeData data;
    QList<QUrl> urls;
    for (const auto& file : files)
        urls.push_back(QUrl::fromLocalFile(QString::fromStdString(file.string())));
    data.setUrls(urls);
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent let_go(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &let_go);
}

void WindowRig::will_answer(const QString& answer, const QString& title) {
    auto* const look = new QTimer(&window);
    QObject::connect(look, &QTimer::timeout, look, [look, answer, title] {
        auto* const box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        if (box == nullptr || !box->text().contains(title)) return;
        for (QAbstractButton* const button : box->buttons())
            if (button->text() == answer) {
                look->deleteLater();
                return QTest::mouseClick(button, Qt::LeftButton);
            }
    });
    look->start(10);
}

} // namespace dub::test
