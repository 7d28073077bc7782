// Which part of the timeline is looked at: scroll bars, wheel, zoom, following the transport.

#include <algorithm>
#include <cmath>

#include <QWheelEvent>

#include "ui/timeline/timeline.h"

namespace dub::ui {

using namespace timeline;

namespace {

constexpr int bar_steps = 1'000'000; // a scroll bar counts in int, a programme has more pixels than that

} // namespace

void Timeline::watch_scroll_bars() {
    connect(across_, &QScrollBar::valueChanged, this, [this](int value) {
        const double part = static_cast<double>(value) / bar_steps;
        scene_.view.scale.left = scene_.view.scale.pixel(
            extent_.start + SampleCount{std::llround(part * static_cast<double>(extent_.length().value))});
        repaint_all();
    });
    connect(down_, &QScrollBar::valueChanged, this, [this](int value) {
        scene_.view.top = value;
        repaint_all();
    });
}

void Timeline::sync_scroll_bars() {
    const Scale& scale = scene_.view.scale;
    const double length = std::max(1.0, static_cast<double>(extent_.length().value));
    const auto steps = [&](double samples) {
        return static_cast<int>(std::clamp(samples / length, 0.0, 1.0) * bar_steps);
    };
    const QSignalBlocker quiet_across(across_);
    const QSignalBlocker quiet_down(down_);
    const int page = std::max(1, steps(static_cast<double>(scale.length(scene_.lanes_width).value)));
    across_->setRange(0, std::max(0, bar_steps - page));
    across_->setPageStep(page);
    across_->setSingleStep(std::max(1, page / 20));
    across_->setValue(steps(static_cast<double>((scale.at_x(0) - extent_.start).value)));
    const int most = std::max(0, scene_.rows.height() - scene_.lanes_height);
    scene_.view.top = std::clamp(scene_.view.top, 0, most);
    down_->setRange(0, most);
    down_->setPageStep(scene_.lanes_height);
    down_->setSingleStep(24);
    down_->setValue(scene_.view.top);
}

void Timeline::on_wheel(QWheelEvent& event) {
    const QPoint turned = event.angleDelta();
    const QPoint pixels = event.pixelDelta();
    const double steps = turned.y() / 120.0;
    if (event.modifiers().testFlag(Qt::ControlModifier)) {
        const QPoint at = lanes_->mapFromGlobal(event.globalPosition().toPoint());
        return zoom(std::pow(2.0, steps / 2), std::clamp(at.x(), 0, lanes_->width()));
    }
    const bool sideways = event.modifiers().testFlag(Qt::ShiftModifier);
    const int across = !pixels.isNull() ? pixels.x() : turned.x() / 2;
    const int down = !pixels.isNull() ? pixels.y() : turned.y() / 2;
    scene_.view.scale.left -= sideways ? across + down : across;
    if (!sideways) scene_.view.top -= down;
    on_changed(Changed::scroll);
}

void Timeline::zoom(double factor, std::optional<int> lanes_x) {
    const std::int64_t cursor = scene_.view.scale.x_of(scene_.selection.cursor);
    const bool seen = cursor >= 0 && cursor < lanes_->width();
    const std::int64_t about = lanes_x ? *lanes_x : seen ? cursor : lanes_->width() / 2;
    scene_.view.scale = scene_.view.scale.zoomed(factor, about);
    on_changed(Changed::scroll);
}

void Timeline::zoom_to(SampleRange range) {
    if (range.empty()) return;
    scene_.view.scale = Scale::fitting(range, lanes_->width());
    on_changed(Changed::scroll);
}

void Timeline::show_rolls(std::optional<SampleRange> rolled) {
    if (rolled == scene_.rolled) return;
    scene_.rolled = rolled;
    rulers_->update();
}

void Timeline::reveal(SamplePos at) {
    const std::int64_t x = scene_.view.scale.x_of(at);
    if (x >= 0 && x < lanes_->width()) return;
    scene_.view.scale.left += x - lanes_->width() / 2;
    on_changed(Changed::scroll);
}

void Timeline::follow(SamplePos heard, bool playing) {
    if (!playing || scene_.view.follow == Follow::off || lanes_->pointer().dragging()) return;
    const std::int64_t x = scene_.view.scale.x_of(heard);
    const int width = lanes_->width();
    const std::int64_t left = scene_.view.scale.left;
    if (scene_.view.follow == Follow::centre)
        scene_.view.scale.left += x - width / 2;
    else if (x >= width || x < 0)
        scene_.view.scale.left += x - width / 20;
    if (scene_.view.scale.left != left) on_changed(Changed::scroll);
}

} // namespace dub::ui
