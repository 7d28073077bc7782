#include "ui/timeline/automation_pointer.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/session/lookup.h"

namespace dub::ui::timeline {
namespace {

constexpr int point_reach_px = 6, margin = 4; // px

} // namespace

double automation_y(const Scene& scene, const Row& row, double height) {
    const int space = std::max(1, row.height - 1 - 2 * margin);
    return row.top - scene.view.top + margin + (1 - height) * space;
}

double automation_height(const Scene& scene, const Row& row, double y) {
    const int space = std::max(1, row.height - 1 - 2 * margin);
    return 1 - (y - (row.top - scene.view.top + margin)) / space;
}

std::optional<AutomationPointer::Under> AutomationPointer::under(QPoint at) const {
    const Row* const row = scene_.rows.at(at.y() + scene_.view.top);
    if (row == nullptr || row->playlist >= 0) return std::nullopt;
    const auto control = shown_control(scene_.session, scene_.view, *scene_.session.tracks[row->track]);
    if (!control) return std::nullopt;
    const session::Parameter* const parameter = session::declared(scene_.session, *control);
    if (parameter == nullptr) return std::nullopt;
    return Under{*control, parameter, *row};
}

std::optional<std::size_t> AutomationPointer::point_at(const Under& under, QPoint at) const {
    const LanePoints points = points_of(scene_.session, under.control);
    for (std::size_t p = 0; p < points.size(); ++p) {
        const auto x = static_cast<double>(scene_.view.scale.x_of(points[p].at));
        const double y = automation_y(scene_, under.row, height_of(*under.parameter, points[p].value));
        if (std::abs(x - at.x()) <= point_reach_px && std::abs(y - at.y()) <= point_reach_px) return p;
    }
    return std::nullopt;
}

session::LanePoint AutomationPointer::place(QPoint at) const {
    const double value = value_at_height(*on_->parameter, automation_height(scene_, on_->row, at.y()));
    return {scene_.view.scale.at_x(at.x()), value};
}

bool AutomationPointer::press(QPoint at, Qt::KeyboardModifiers keys) {
    on_ = under(at);
    held_ = Held::nothing;
    if (!on_) return false;
    from_ = at;
    gesture_ = {};
    if (scene_.view.tool == Tool::pencil) {
        held_ = Held::pencil;
        points_ = {place(at)};
        return true;
    }
    points_ = points_of(scene_.session, on_->control);
    if (const auto known = point_at(*on_, at)) {
        if (keys.testFlag(Qt::AltModifier)) return double_click(at);
        held_ = Held::point;
        point_ = *known;
        added_ = false;
        return true;
    }
    const SamplePos when = scene_.view.scale.at_x(at.x());
    const double now = session::value_at(scene_.session, on_->control, when);
    const double line = automation_y(scene_, on_->row, height_of(*on_->parameter, now));
    if (std::abs(line - at.y()) > point_reach_px) return false;
    const auto after = std::ranges::upper_bound(points_, when, {}, &session::LanePoint::at);
    point_ = static_cast<std::size_t>(after - points_.begin());
    points_.insert(after, {when, now});
    held_ = Held::point;
    added_ = true;
    show(lane_gesture(scene_.session, on_->control, points_, "Breakpoint on"));
    return true;
}

void AutomationPointer::show(const Gesture& gesture) {
    gesture_ = gesture;
    scene_.preview.reset();
    if (!gesture.empty())
        if (auto would_be = with(scene_.session, gesture)) scene_.preview = std::move(*would_be);
    scene_.changed(Changed::preview);
}

void AutomationPointer::draw_to(QPoint at, Qt::KeyboardModifiers keys) {
    if (keys.testFlag(Qt::ShiftModifier)) {
        points_ = {place(from_), place(at)};
    } else {
        const session::LanePoint point = place(at);
        // Drawing back over what was drawn replaces it.
        if (at.x() >= from_.x())
            std::erase_if(points_, [&](const auto& one) { return one.at >= point.at; });
        else
            std::erase_if(points_, [&](const auto& one) { return one.at <= point.at; });
        points_.push_back(point);
    }
    show(drawn_gesture(scene_.session, on_->control, points_));
}

void AutomationPointer::drag_to(QPoint at, Qt::KeyboardModifiers keys) {
    const session::LanePoint wanted = place(at);
    session::LanePoint& point = points_[point_];
    const SamplePos earliest = point_ > 0 ? points_[point_ - 1].at : SamplePos{0};
    const SamplePos latest = point_ + 1 < points_.size() ? points_[point_ + 1].at : wanted.at;
    if (!keys.testFlag(Qt::ControlModifier))
        point.at = std::clamp(wanted.at, earliest, std::max(earliest, latest));
    if (!keys.testFlag(Qt::ShiftModifier)) point.value = wanted.value;
    scene_.say(fmt::format("{} at {}: {:.1f}", session::name_of(scene_.session, on_->control),
                           scene_.timecode(point.at), point.value));
    show(
        lane_gesture(scene_.session, on_->control, points_, added_ ? "Breakpoint on" : "Move breakpoint of"));
}

void AutomationPointer::move(QPoint at, Qt::KeyboardModifiers keys) {
    if (held_ == Held::pencil) return draw_to(at, keys);
    if (held_ == Held::point) drag_to(at, keys);
}

void AutomationPointer::release() {
    held_ = Held::nothing;
    scene_.preview.reset();
    if (!gesture_.empty()) scene_.apply(std::exchange(gesture_, {}));
    scene_.changed(Changed::preview);
}

bool AutomationPointer::double_click(QPoint at) {
    const auto here = under(at);
    const auto point = here ? point_at(*here, at) : std::nullopt;
    if (!point) return false;
    LanePoints points = points_of(scene_.session, here->control);
    points.erase(points.begin() + static_cast<std::ptrdiff_t>(*point));
    scene_.apply(lane_gesture(scene_.session, here->control, std::move(points), "Remove breakpoint of"));
    return true;
}

void AutomationPointer::cancel() {
    held_ = Held::nothing;
    gesture_ = {};
    scene_.preview.reset();
    scene_.say("Nothing was changed.");
    scene_.changed(Changed::preview);
}

} // namespace dub::ui::timeline
