#pragma once
// What the window really shows: after each time it painted its picture the pixels are read out of what it
// gives to the screen, together with the place that is heard at that moment.

#include <chrono>
#include <ctime>

#include <QBackingStore>
#include <QImage>

#include "tests/app/window/window_rig.h"
#include "tests/support/numbered_picture.h"
#include "ui/picture/picture_view.h"

namespace dub::test {

struct Presented {
    std::optional<std::int64_t> number; // nullopt: no numbered frame
    SamplePos heard;
    double speed = 0;
    // From the window's tick to the end of painting, how long this thread was not given a processor.
    double kept_waiting_ms = 0;
};

class PaintProbe final : public QObject {
  public:
    using Clock = std::chrono::steady_clock;
    struct Tick {
        Clock::time_point at;
        SamplePos heard;
    };

    explicit PaintProbe(WindowRig& rig)
        : rig_(rig)
        , view_(*child_of<ui::PictureView>(rig.window)) {
        view_.installEventFilter(this);
        rig.window.installEventFilter(this);
        for (QTimer* const timer : rig.window.findChildren<QTimer*>(QString(), Qt::FindDirectChildrenOnly))
            if (timer->interval() < 20) timer->installEventFilter(this);
    }
    [[nodiscard]] const std::vector<Presented>& presented() const { return presented_; }
    [[nodiscard]] std::optional<std::int64_t> last() const {
        return presented_.empty() ? std::nullopt : presented_.back().number;
    }
    [[nodiscard]] const std::vector<Tick>& ticks() const { return ticks_; }
    void forget() {
        presented_.clear();
        ticks_.clear();
    }

  protected:
    bool eventFilter(QObject* object, QEvent* event) override {
        if (object == &view_) {
            painted_ = painted_ || event->type() == QEvent::Paint;
            return false;
        }
        if (event->type() == QEvent::Timer) {
            tick_cpu_ = cpu_ms();
            ticks_.push_back({Clock::now(), rig_.transport().state().heard});
        }
        if (object != &rig_.window || event->type() != QEvent::UpdateRequest || inside_) return false;
        painted_ = false;
        inside_ = true;
        QEvent again(QEvent::UpdateRequest);
        QCoreApplication::sendEvent(object, &again);
        inside_ = false;
        if (painted_ && !ticks_.empty()) look();
        return true;
    }

  private:
    static double cpu_ms() {
        timespec now{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
    }
    void look() {
        const auto state = rig_.transport().state();
        const std::chrono::duration<double, std::milli> passed = Clock::now() - ticks_.back().at;
        presented_.push_back(
            {read_number(pixels()), state.heard, state.speed, passed.count() - (cpu_ms() - tick_cpu_)});
    }
    [[nodiscard]] Picture pixels() const {
        const auto* const screen = dynamic_cast<QImage*>(rig_.window.backingStore()->paintDevice());
        if (screen == nullptr) return {};
        const QSize film(numbered_size.width, numbered_size.height);
        QRect place = ui::letterboxed(film, view_.rect());
        place.moveTopLeft(view_.mapTo(&rig_.window, place.topLeft()));
        const double ratio = rig_.window.devicePixelRatioF();
        const QImage shown = screen
                                 ->copy(qRound(place.x() * ratio), qRound(place.y() * ratio),
                                        qRound(place.width() * ratio), qRound(place.height() * ratio))
                                 .convertToFormat(QImage::Format_RGB32);
        Picture picture{{}, {shown.width(), shown.height()}, shown.width(), {}};
        for (int y = 0; y < shown.height(); ++y) {
            const auto* const line = reinterpret_cast<const std::uint32_t*>(shown.constScanLine(y));
            picture.pixels.insert(picture.pixels.end(), line, line + shown.width());
        }
        return picture;
    }

    WindowRig& rig_;
    ui::PictureView& view_;
    std::vector<Presented> presented_;
    std::vector<Tick> ticks_;
    double tick_cpu_ = 0;
    bool painted_ = false, inside_ = false;
};

} // namespace dub::test
