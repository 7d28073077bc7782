#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "formats/report/html_parts.h"
#include "formats/report/numbers.h"

namespace dub::report {
namespace {

constexpr double left = 46, right = 1184, chart_width = 1200;
constexpr std::size_t columns = 1138; // one for each unit of width: finer would not be seen

struct Panel {
    double top, bottom; // of the drawing
    double high, low;   // of the values
    [[nodiscard]] double y(double value) const {
        const double part = (high - std::clamp(value, low, high)) / (high - low);
        return top + part * (bottom - top);
    }
};
constexpr Panel loudness{12, 188, 0, -60};
constexpr Panel peaks{206, 286, 3, -27};

// The curve in at most `columns` points; each is the highest of those it stands for, so that no peak is lost.
std::vector<double> thinned(const std::vector<float>& curve) {
    const std::size_t points = std::min(curve.size(), columns);
    std::vector<double> thin(points, minus_infinity);
    for (std::size_t i = 0; i < curve.size(); ++i) {
        double& at = thin[i * points / curve.size()];
        at = std::max(at, static_cast<double>(curve[i]));
    }
    return thin;
}

double x_of(std::size_t i, std::size_t points) {
    return left + (right - left) * (static_cast<double>(i) + 1) /
                      static_cast<double>(std::max<std::size_t>(points, 1));
}

std::string line(const std::vector<float>& curve, const Panel& panel, std::string_view style) {
    if (curve.empty()) return {};
    const std::vector<double> thin = thinned(curve);
    std::string points;
    for (std::size_t i = 0; i < thin.size(); ++i)
        if (std::isfinite(thin[i]) || !points.empty()) // nothing is known before the first window is full
            points += fmt::format("{:.1f},{:.1f} ", x_of(i, thin.size()), panel.y(thin[i]));
    return fmt::format("<polyline class=\"{}\" points=\"{}\"/>\n", style, points);
}

std::string area(const std::vector<float>& curve, const Panel& panel, std::string_view style) {
    if (curve.empty()) return {};
    const std::vector<double> thin = thinned(curve);
    std::string points = fmt::format("{:.1f},{:.1f} ", left, panel.bottom);
    for (std::size_t i = 0; i < thin.size(); ++i)
        points += fmt::format("{:.1f},{:.1f} ", x_of(i, thin.size()), panel.y(thin[i]));
    return fmt::format("<polygon class=\"{}\" points=\"{}{:.1f},{:.1f}\"/>\n", style, points, right,
                       panel.bottom);
}

std::string grid(const Panel& panel, double step, std::string_view unit) {
    std::string text;
    for (double value = std::floor(panel.high / step) * step; value >= panel.low; value -= step)
        text += fmt::format("<line class=\"grid\" x1=\"{0}\" x2=\"{1}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\"/>"
                            "<text class=\"tick\" x=\"{3}\" y=\"{4:.1f}\">{5:.0f}</text>\n",
                            left, right, panel.y(value), left - 6, panel.y(value) + 3.5, value);
    return text + fmt::format("<text class=\"unit\" x=\"{}\" y=\"{:.1f}\">{}</text>\n", right - 4,
                              panel.top + 10, unit);
}

// Seconds between two marks so that about ten fit.
double mark_step(double length_s) {
    for (const double step : {1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0})
        if (length_s / step <= 12) return step;
    return 1800;
}

std::string times(double length_s) {
    std::string text;
    const double step = mark_step(length_s);
    for (double at = 0; at <= length_s; at += step) {
        const double x = left + (right - left) * at / length_s;
        const auto whole = static_cast<long long>(at);
        text += fmt::format("<line class=\"grid\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2}\"/>"
                            "<text class=\"time\" x=\"{0:.1f}\" y=\"{3}\">{4}:{5:02}</text>\n",
                            x, loudness.top, peaks.bottom, peaks.bottom + 15, whole / 60, whole % 60);
    }
    return text;
}

std::string band(const Panel& panel, double high, double low, std::string_view style) {
    return fmt::format("<rect class=\"{}\" x=\"{}\" y=\"{:.1f}\" width=\"{}\" height=\"{:.1f}\"/>\n", style,
                       left, panel.y(high), right - left, std::max(panel.y(low) - panel.y(high), 1.0));
}

std::string level(const Panel& panel, double value, std::string_view style) {
    return fmt::format("<line class=\"{0}\" x1=\"{1}\" x2=\"{2}\" y1=\"{3:.1f}\" y2=\"{3:.1f}\"/>\n", style,
                       left, right, panel.y(value));
}

// What the spec asks for, behind the curves.
std::string wanted(const delivery::Spec& spec) {
    std::string text;
    for (const delivery::Rule& rule : spec.rules) {
        const bool whole = rule.kind == delivery::RuleKind::integrated_loudness ||
                           rule.kind == delivery::RuleKind::dialogue_loudness;
        if (whole && rule.target)
            text += band(loudness, *rule.target + *rule.plus, *rule.target - *rule.minus, "band");
        if (rule.kind == delivery::RuleKind::true_peak && rule.max) text += level(peaks, *rule.max, "limit");
    }
    return text;
}

std::string limited_marks(const ChartRequest& request) {
    std::string text;
    const auto length = static_cast<double>(std::max<std::int64_t>(request.measured.length.value, 1));
    for (const LimitedRange& range : request.limited) {
        if (range.file != request.set) continue;
        const double from = static_cast<double>(range.at.start.value) / length,
                     to = static_cast<double>(range.at.end.value) / length;
        text += fmt::format("<rect class=\"worked\" x=\"{:.1f}\" y=\"{}\" width=\"{:.2f}\" height=\"{}\"/>\n",
                            left + (right - left) * from, peaks.top,
                            std::max((right - left) * (to - from), 1.0), peaks.bottom - peaks.top);
    }
    return text;
}

} // namespace

std::string chart(const ChartRequest& request) {
    const measure::Curves& curves = request.measured.curves;
    // The curves cover what was measured, one value every 100 ms.
    const double length_s = std::max(static_cast<double>(curves.momentary_lufs.size()) / 10, 0.1);
    std::string text = fmt::format(
        "<svg viewBox=\"0 0 {} 306\" role=\"img\" aria-label=\"Loudness and true peak over time\">\n",
        chart_width);
    text += grid(loudness, 10, "LUFS") + grid(peaks, 6, "dBTP") + times(length_s);
    text += area(curves.momentary_lufs, loudness, "momentary") + area(curves.true_peak_dbtp, peaks, "peak");
    if (request.spec != nullptr) text += wanted(*request.spec);
    text += limited_marks(request) + line(curves.short_term_lufs, loudness, "short");
    if (request.measured.integrated && std::isfinite(request.measured.integrated->value))
        text += level(loudness, request.measured.integrated->value, "whole");
    if (request.measured.dialogue && std::isfinite(request.measured.dialogue->value))
        text += level(loudness, request.measured.dialogue->value, "speech");
    return text + "</svg>\n";
}

} // namespace dub::report
