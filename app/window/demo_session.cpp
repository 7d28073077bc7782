#include "app/window/demo_session.h"

#include <QDir>
#include <QEventLoop>
#include <QProgressDialog>

#include "app/demo/demo.h"
#include "app/window/jobs.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

constexpr int steps = 1000, look_ms = 100;

fs::path demo_folder() { return fs::path(QDir::homePath().toStdString()) / "Dubstage demo"; }

} // namespace

Result<fs::path> demo_session(QWidget* parent) {
    const fs::path there = demo_folder() / "rain-at-the-gate-7.1.dub";
    if (std::error_code error; fs::exists(there, error)) return there;
    QProgressDialog shown(QStringLiteral("Making the demo scene"), QStringLiteral("Cancel"), 0, steps,
                          parent);
    shown.setWindowModality(Qt::WindowModal);
    shown.setMinimumDuration(0);
    DemoRequest request;
    request.out = demo_folder();
    request.material = {"/usr/share"};
    Job job(1, "demo", [&request](Progress& progress) -> Job::End {
        const auto made = make_demo(request, progress);
        if (!made) return end_of(made.error());
        Job::End end;
        end.files = made->sessions;
        return end;
    });
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (job.collect()) return loop.quit();
        const ui::JobStatus now = job.status();
        shown.setLabelText(QString::fromStdString("Making the demo scene: " + now.what));
        shown.setValue(std::min(steps - 1, static_cast<int>(now.done * steps)));
        if (shown.wasCanceled()) job.cancel();
    });
    look.start(look_ms);
    loop.exec();
    const ui::JobStatus end = job.status();
    if (end.state == ui::JobState::cancelled) return fail(ErrorCode::cancelled, end.sentence);
    if (end.files.empty()) return fail(ErrorCode::io, end.sentence);
    return end.files.front();
}

} // namespace dub::app
