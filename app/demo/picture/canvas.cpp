#include "app/demo/picture/canvas.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/demo/picture/font.h"

namespace dub::app {
namespace {

constexpr int sub_rows = 4; // a pixel row of a polygon is sampled this often
constexpr int full = 256;

std::uint8_t lay(std::uint8_t under, std::uint8_t over, int cover) {
    return static_cast<std::uint8_t>(under + ((over - under) * cover + full / 2) / full);
}

} // namespace

Colour mix(Colour a, Colour b, double t) {
    const int cover = static_cast<int>(std::clamp(t, 0.0, 1.0) * full);
    return {lay(a.r, b.r, cover), lay(a.g, b.g, cover), lay(a.b, b.b, cover)};
}

Canvas::Canvas(int width, int height)
    : width_(width)
    , height_(height)
    , scale_(width / design_width)
    , pixels_(std::size_t{3} * static_cast<std::size_t>(width) * static_cast<std::size_t>(height))
    , coverage_(static_cast<std::size_t>(width) + 1) {}

void Canvas::fill(Colour colour) {
    for (std::size_t i = 0; i < pixels_.size(); i += 3) {
        pixels_[i] = colour.r;
        pixels_[i + 1] = colour.g;
        pixels_[i + 2] = colour.b;
    }
}

void Canvas::blend(int x, int y, Paint paint) {
    if (x < 0 || y < 0 || x >= width_ || y >= height_) return;
    const int cover = static_cast<int>(paint.alpha * full);
    std::uint8_t* to = pixels_.data() + 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
                                             static_cast<std::size_t>(x));
    to[0] = lay(to[0], paint.colour.r, cover);
    to[1] = lay(to[1], paint.colour.g, cover);
    to[2] = lay(to[2], paint.colour.b, cover);
}

void Canvas::span(int y, double from, double to, Paint paint) {
    if (y < 0 || y >= height_) return;
    from = std::max(from, 0.0);
    to = std::min(to, static_cast<double>(width_));
    if (from >= to) return;
    const int first = static_cast<int>(from);
    const int last = static_cast<int>(to);
    if (first == last) return blend(first, y, {paint.colour, paint.alpha * (to - from)});
    blend(first, y, {paint.colour, paint.alpha * (first + 1 - from)});
    if (last < width_) blend(last, y, {paint.colour, paint.alpha * (to - last)});
    const int cover = static_cast<int>(paint.alpha * full);
    std::uint8_t* pixel =
        pixels_.data() + 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
                              static_cast<std::size_t>(first) + 1);
    for (int x = first + 1; x < last; ++x, pixel += 3) {
        pixel[0] = lay(pixel[0], paint.colour.r, cover);
        pixel[1] = lay(pixel[1], paint.colour.g, cover);
        pixel[2] = lay(pixel[2], paint.colour.b, cover);
    }
}

void Canvas::rect(Rect area, Paint paint) {
    const int top = static_cast<int>(std::lround(area.y * scale_));
    const int bottom = static_cast<int>(std::lround((area.y + area.height) * scale_));
    for (int y = std::max(top, 0); y < std::min(bottom, height_); ++y)
        span(y, area.x * scale_, (area.x + area.width) * scale_, paint);
}

void Canvas::gradient(Rect area, Colour top, Colour bottom) {
    const int first = static_cast<int>(std::lround(area.y * scale_));
    const int last = static_cast<int>(std::lround((area.y + area.height) * scale_));
    for (int y = std::max(first, 0); y < std::min(last, height_); ++y) {
        const double t = static_cast<double>(y - first) / std::max(1, last - first);
        span(y, area.x * scale_, (area.x + area.width) * scale_, {mix(top, bottom, t), 1});
    }
}

void Canvas::disc(Point centre, double radius, Paint paint) { ellipse(centre, {radius, radius}, paint); }

void Canvas::ellipse(Point centre, Point radii, Paint paint) {
    const double ry = radii.y * scale_;
    const double cy = centre.y * scale_;
    for (int y = static_cast<int>(cy - ry); y <= static_cast<int>(cy + ry); ++y) {
        const double up = (y + 0.5 - cy) / ry;
        if (std::abs(up) >= 1) continue;
        const double half = radii.x * scale_ * std::sqrt(1 - up * up);
        span(y, centre.x * scale_ - half, centre.x * scale_ + half, paint);
    }
}

void Canvas::ring(Point centre, double radius, double thickness, Paint paint) {
    const double inner = radius - thickness;
    const double cy = centre.y * scale_;
    const double cx = centre.x * scale_;
    const double outer_px = radius * scale_;
    for (int y = static_cast<int>(cy - outer_px); y <= static_cast<int>(cy + outer_px); ++y) {
        const double up = y + 0.5 - cy;
        if (std::abs(up) >= outer_px) continue;
        const double out = std::sqrt(outer_px * outer_px - up * up);
        const double in =
            inner * scale_ > std::abs(up) ? std::sqrt(inner * scale_ * inner * scale_ - up * up) : 0;
        span(y, cx - out, cx - in, paint);
        span(y, cx + in, cx + out, paint);
    }
}

void Canvas::glow(Point centre, Point radii, Paint paint) {
    const double rx = radii.x * scale_;
    const double ry = radii.y * scale_;
    const double cx = centre.x * scale_;
    const double cy = centre.y * scale_;
    for (int y = std::max(0, static_cast<int>(cy - ry));
         y <= std::min(height_ - 1, static_cast<int>(cy + ry)); ++y)
        for (int x = std::max(0, static_cast<int>(cx - rx));
             x <= std::min(width_ - 1, static_cast<int>(cx + rx)); ++x) {
            const double dx = (x - cx) / rx;
            const double dy = (y - cy) / ry;
            const double inside = 1 - (dx * dx + dy * dy);
            if (inside > 0) blend(x, y, {paint.colour, paint.alpha * inside * inside});
        }
}

void Canvas::cover(double from, double to) {
    from = std::max(from, 0.0);
    to = std::min(to, static_cast<double>(width_));
    if (from >= to) return;
    const auto first = static_cast<std::size_t>(from);
    const auto last = static_cast<std::size_t>(to);
    covered_from_ = std::min(covered_from_, first);
    covered_to_ = std::max(covered_to_, last);
    constexpr float weight = 1.0F / sub_rows;
    // The last column has a neighbour to spare, see the constructor.
    if (first == last) {
        coverage_[first] += weight * static_cast<float>(to - from);
        return;
    }
    coverage_[first] += weight * static_cast<float>(static_cast<double>(first) + 1 - from);
    for (std::size_t x = first + 1; x < last; ++x)
        coverage_[x] += weight;
    coverage_[last] += weight * static_cast<float>(to - static_cast<double>(last));
}

void Canvas::lay_covered(int y, Paint paint) {
    for (std::size_t x = covered_from_; x <= covered_to_ && x < coverage_.size(); ++x) {
        if (coverage_[x] > 0)
            blend(static_cast<int>(x), y, {paint.colour, paint.alpha * std::min(1.0F, coverage_[x])});
        coverage_[x] = 0;
    }
    covered_from_ = coverage_.size();
    covered_to_ = 0;
}

void Canvas::polygon(std::span<const Point> corners, Paint paint) {
    if (corners.size() < 3) return;
    const auto [low, high] = std::ranges::minmax(corners, {}, &Point::y);
    const int first = std::max(0, static_cast<int>(std::floor(low.y * scale_)));
    const int last = std::min(height_ - 1, static_cast<int>(std::floor(high.y * scale_)));
    std::array<double, 32> crossings{};
    for (int row = first * sub_rows; row < (last + 1) * sub_rows; ++row) {
        const double y = (row + 0.5) / sub_rows / scale_;
        std::size_t found = 0;
        for (std::size_t i = 0; i < corners.size() && found < crossings.size(); ++i) {
            const Point a = corners[i];
            const Point b = corners[(i + 1) % corners.size()];
            if ((a.y <= y) != (b.y <= y))
                crossings.at(found++) = (a.x + (y - a.y) * (b.x - a.x) / (b.y - a.y)) * scale_;
        }
        std::sort(crossings.begin(), crossings.begin() + static_cast<std::ptrdiff_t>(found));
        for (std::size_t i = 0; i + 1 < found; i += 2)
            cover(crossings.at(i), crossings.at(i + 1));
        if (row % sub_rows == sub_rows - 1) lay_covered(row / sub_rows, paint);
    }
}

void Canvas::line(Point from, Point to, double thickness, Paint paint) {
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    const double length = std::hypot(dx, dy);
    if (length <= 0) return;
    const double nx = -dy / length * thickness / 2;
    const double ny = dx / length * thickness / 2;
    const std::array corners{Point{from.x + nx, from.y + ny}, Point{to.x + nx, to.y + ny},
                             Point{to.x - nx, to.y - ny}, Point{from.x - nx, from.y - ny}};
    polygon(corners, paint);
}

void Canvas::text(std::string_view text, Point at, double size, Paint paint) {
    // Whole pixels to a dot: letters stay sharp at any picture size.
    const int dot = std::max(1, static_cast<int>(std::lround(size * scale_)));
    int left = static_cast<int>(std::lround(at.x * scale_));
    const int top = static_cast<int>(std::lround(at.y * scale_));
    for (const char letter : text) {
        const Glyph& glyph = glyph_of(letter);
        for (int row = 0; row < glyph_height; ++row)
            for (int column = 0; column < glyph_width; ++column) {
                if ((glyph.at(static_cast<std::size_t>(row)) >> (glyph_width - 1 - column) & 1) == 0)
                    continue;
                for (int y = 0; y < dot; ++y) {
                    const double x = left + column * dot;
                    span(top + row * dot + y, x, x + dot, paint);
                }
            }
        left += (glyph_width + 1) * dot;
    }
}

double Canvas::text_width(std::string_view text, double size) {
    return text.empty() ? 0 : (static_cast<double>(text.size()) * (glyph_width + 1) - 1) * size;
}

} // namespace dub::app
