// Leader, title and end card.

#include <array>
#include <cmath>
#include <numbers>
#include <string>

#include "app/demo/picture/shots.h"

namespace dub::app {
namespace {

constexpr Point middle{design_width / 2, design_height / 2};
constexpr Colour paper{196, 192, 180};
constexpr Colour ink{38, 36, 34};

void centred(Canvas& canvas, std::string_view text, double y, double size, Paint paint) {
    canvas.text(text, {(design_width - Canvas::text_width(text, size)) / 2, y}, size, paint);
}

// The part of the disc that the clock hand has swept since twelve, `turn` 0..1.
void sweep(Canvas& canvas, double turn, Paint paint) {
    constexpr int parts = 16;
    constexpr double reach = 1200; // beyond the corners
    std::array<Point, parts + 2> wedge{middle};
    for (int i = 0; i <= parts; ++i) {
        const double angle = turn * 2 * std::numbers::pi * i / parts;
        wedge.at(static_cast<std::size_t>(i) + 1) = {middle.x + reach * std::sin(angle),
                                                     middle.y - reach * std::cos(angle)};
    }
    canvas.polygon(wedge, paint);
}

// The one frame that is seen while a pop is heard.
void sync_disc(Canvas& canvas, std::string_view big, std::string_view small) {
    canvas.fill(ink);
    canvas.disc(middle, 420, {{255, 255, 255}});
    centred(canvas, big, 330, 40, {ink});
    centred(canvas, small, 690, 12, {ink});
}

} // namespace

void still_leader(Canvas& canvas, const Moment&) { canvas.fill(paper); }

void moving_leader(Canvas& canvas, const Moment& moment) {
    const std::int64_t second = moment.script.timecode.nominal;
    const std::int64_t left =
        (moment.shot.place.end - moment.at).value; // frames to the first frame of action
    if (left < 2 * second) return canvas.fill({});
    if (left == 2 * second) return sync_disc(canvas, "2", "SYNC");
    const std::int64_t number = (left + second - 1) / second;
    const double turn = static_cast<double>(number * second - left) / static_cast<double>(second);
    sweep(canvas, turn, {{150, 146, 136}});
    canvas.rect({0, middle.y - 2, design_width, 4}, {ink});
    canvas.rect({middle.x - 2, 0, 4, design_height}, {ink});
    canvas.ring(middle, 460, 10, {{240, 238, 230}});
    canvas.ring(middle, 400, 10, {{240, 238, 230}});
    const double angle = turn * 2 * std::numbers::pi;
    canvas.line(middle, {middle.x + 1200 * std::sin(angle), middle.y - 1200 * std::cos(angle)}, 6, {ink});
    centred(canvas, std::to_string(number), middle.y - 210, 60, {ink});
}

void still_title(Canvas& canvas, const Moment& moment) {
    canvas.gradient({0, 0, design_width, 760}, {24, 28, 66}, {196, 104, 84});
    canvas.gradient({0, 760, design_width, 320}, {30, 24, 40}, {14, 12, 22});
    canvas.glow({960, 760}, {900, 260}, {{255, 190, 120}, 0.6});
    const std::array far{Point{0, 770},    Point{260, 640},  Point{520, 720},  Point{800, 600},
                         Point{1120, 730}, Point{1420, 620}, Point{1700, 710}, Point{1920, 650},
                         Point{1920, 790}, Point{0, 790}};
    canvas.polygon(far, {{58, 42, 74}});
    const std::array near{Point{0, 860},    Point{340, 740},  Point{760, 830},   Point{1180, 760},
                          Point{1560, 850}, Point{1920, 770}, Point{1920, 1080}, Point{0, 1080}};
    canvas.polygon(near, {{24, 18, 36}});
    const std::string& title = moment.script.title;
    const double size = std::min(16.0, 1700 / std::max(1.0, Canvas::text_width(title, 1)));
    centred(canvas, title, 330, size, {{252, 236, 210}});
}

void moving_title(Canvas& canvas, const Moment& moment) {
    const double frame = moment.since_start();
    for (int n = 0; n < 5; ++n) { // birds on their way home
        const double x = 300 + 120 * n + 5 * frame + 30 * (n % 2);
        const double y = 560 - 22 * (n % 3) - 1.2 * frame;
        const double wing = 12 * std::sin(frame * 0.6 + n);
        canvas.line({x - 22, y - wing}, {x, y}, 5, {{24, 18, 36}});
        canvas.line({x, y}, {x + 22, y - wing}, 5, {{24, 18, 36}});
    }
    const double fade = 1 - frame / 24; // up from black
    if (fade > 0) canvas.rect({0, 0, design_width, design_height}, {{}, fade});
}

void still_end_card(Canvas& canvas, const Moment& moment) {
    canvas.gradient({0, 0, design_width, design_height}, {16, 18, 36}, {6, 6, 12});
    centred(canvas, moment.script.title, 150, 10, {{252, 236, 210}});
    canvas.rect({760, 260, 400, 4}, {{196, 104, 84}});
    double y = 320;
    for (const auto& line : moment.script.credits) {
        const double size = std::min(6.0, 1760 / std::max(1.0, Canvas::text_width(line, 1)));
        centred(canvas, line, y, size, {{190, 190, 205}});
        y += 56;
    }
}

void still_tail(Canvas& canvas, const Moment&) { canvas.fill({}); }

void moving_tail(Canvas& canvas, const Moment& moment) {
    // The shot begins one frame after the last of the action, from which the two seconds count.
    if ((moment.at - moment.shot.place.start).value == 2 * moment.script.timecode.nominal - 1)
        sync_disc(canvas, "T", "TAIL SYNC");
}

} // namespace dub::app
